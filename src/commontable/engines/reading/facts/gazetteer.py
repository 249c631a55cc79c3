"""Names of places that updates from the United States use: states, regions, larger cities.

Cities that are also words or first names ("Reading", "Mobile", "Jackson") are not here: they are
known by the state after them, by "met in" before them, or because the caller names them.
"""

STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA",
    "Colorado": "CO", "Connecticut": "CT", "Delaware": "DE", "Florida": "FL", "Georgia": "GA",
    "Hawaii": "HI", "Hawai'i": "HI", "Idaho": "ID", "Illinois": "IL", "Indiana": "IN",
    "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA", "Maine": "ME",
    "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN",
    "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV",
    "New Hampshire": "NH", "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY",
    "North Carolina": "NC", "North Dakota": "ND", "Ohio": "OH", "Oklahoma": "OK",
    "Oregon": "OR", "Pennsylvania": "PA", "Rhode Island": "RI", "South Carolina": "SC",
    "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX", "Utah": "UT", "Vermont": "VT",
    "Virginia": "VA", "Washington": "WA", "West Virginia": "WV", "Wisconsin": "WI",
    "Wyoming": "WY",
}  # fmt: skip

ABBREVIATED = "Calif|Ore|Wash|Colo|Ariz|Nev|Mass|Conn|Penn|Pa|Va|Md|Minn|Wis|Mich|Ill|Tex|Fla|Ga"
ABBREVIATED += "|Mo|Ky|Tenn|La|Okla|Kan|Neb|Ind|N.Y|N.J|Del|Ala|Ark|Miss|Mont|N.M|N.H|R.I|Vt"

REGIONS = (
    "Northern California", "Southern California", "Central California", "NorCal", "SoCal",
    "Bay Area", "East Bay", "South Bay", "North Bay", "Central Valley", "Inland Empire",
    "Central Coast", "San Fernando Valley", "San Joaquin Valley", "Silicon Valley",
    "Orange County", "Los Angeles County", "Pacific Northwest", "Northwest", "Puget Sound",
    "Mid-Atlantic States", "Mid-Atlantic", "Midwest", "New England", "SW Washington",
    "Southwest Washington", "Southern Oregon", "Eastern Washington", "Western Washington",
    "Upstate New York", "Long Island", "Twin Cities", "Washington, D.C.", "Washington, DC",
    "Washington D.C.", "Washington DC", "District of Columbia", "Puerto Rico", "Guam", "Oahu",
    "Maui", "Kauai", "Big Island", "Staten Island", "Capitol Hill",
)  # fmt: skip

CITIES = (
    "Albany", "Albuquerque", "Alexandria", "Anaheim", "Anchorage", "Ann Arbor", "Antioch",
    "Arlington", "Atlanta", "Aurora", "Austin", "Bakersfield", "Baldwin Park", "Baltimore",
    "Baton Rouge", "Beaverton", "Bellevue", "Bellflower", "Berkeley", "Boise", "Boston",
    "Boulder", "Bridgeport", "Bronx", "Brooklyn", "Buffalo", "Burbank", "Cambridge", "Carson",
    "Charlotte", "Chattanooga", "Chicago", "Chula Vista", "Cincinnati", "Clackamas", "Cleveland",
    "Colorado Springs", "Columbus", "Compton", "Concord", "Corpus Christi", "Corvallis",
    "Costa Mesa", "Culver City", "Daly City", "Dallas", "Dayton", "Denver", "Des Moines",
    "Detroit", "Downey", "Duluth", "El Monte", "El Paso", "Emeryville", "Eugene", "Everett",
    "Fairfield", "Fontana", "Fort Lauderdale", "Fort Worth", "Fremont", "Fresno", "Fullerton",
    "Garden Grove", "Gilroy", "Glendale", "Grand Rapids", "Gresham", "Hayward", "Hillsboro",
    "Hilo", "Hollywood", "Honolulu", "Houston", "Huntington Beach", "Indianapolis", "Inglewood",
    "Irvine", "Jacksonville", "Jersey City", "Kailua", "Kansas City", "Kent", "Lancaster",
    "Lansing", "Largo", "Las Vegas", "Lodi", "Long Beach", "Longview", "Los Angeles",
    "Louisville", "Lynnwood", "Madison", "Manhattan", "Manteca", "Martinez", "Medford",
    "Memphis", "Mesa", "Miami", "Milwaukee", "Minneapolis", "Modesto", "Montebello",
    "Moreno Valley", "Mountain View", "Napa", "Nashville", "Newark", "New Haven", "New Orleans",
    "New York City", "Norfolk", "North Hollywood", "Oakland", "Oklahoma City", "Olympia",
    "Omaha", "Ontario", "Orlando", "Oxnard", "Palm Springs", "Palmdale", "Palo Alto",
    "Panorama City", "Pasadena", "Petaluma", "Philadelphia", "Phoenix", "Pittsburgh",
    "Pleasanton", "Pomona", "Portland", "Providence", "Pueblo", "Queens", "Raleigh",
    "Rancho Cordova", "Rancho Cucamonga", "Redwood City", "Reno", "Renton", "Richmond",
    "Riverside", "Rochester", "Rockville", "Roseville", "Sacramento", "Salem", "Salinas",
    "Salt Lake City", "San Antonio", "San Bernardino", "San Diego", "San Francisco", "San Jose",
    "San Leandro", "San Luis Obispo", "San Marcos", "San Mateo", "San Rafael", "Santa Ana",
    "Santa Barbara", "Santa Clara", "Santa Clarita", "Santa Cruz", "Santa Fe", "Santa Monica",
    "Santa Rosa", "Scranton", "Seattle", "Silver Spring", "South San Francisco", "Spokane",
    "Springfield", "St. Louis", "St. Paul", "Stockton", "Sunnyvale", "Syracuse", "Tacoma",
    "Tampa", "Temecula", "Toledo", "Torrance", "Tracy", "Tucson", "Tulsa", "Vacaville",
    "Vallejo", "Vancouver", "Ventura", "Virginia Beach", "Wailuku", "Walnut Creek",
    "West Hollywood", "West Los Angeles", "Whittier", "Wichita", "Woodland Hills", "Worcester",
)  # fmt: skip

# Only "in …" or a state makes these places: they are names of people, words, or of universities.
GUARDED = frozenset(
    {
        "Austin", "Aurora", "Berkeley", "Cambridge", "Carson", "Charlotte", "Cleveland", "Concord",
        "Fremont", "Houston", "Kent", "Lancaster", "Largo", "Madison", "Manhattan", "Martinez",
        "Mesa", "Norfolk", "Ontario", "Phoenix", "Providence", "Queens", "Reno", "Salem", "Tracy",
        "Whittier", "Lodi", "Buffalo", "Dallas", "Kansas City", "Ventura", "Hollywood", "Columbus",
        "Georgia", "Virginia", "Washington", "Lansing", "Alexandria", "Stockton", "Orlando",
        "Antioch", "Albany", "Everett", "Jacksonville", "Dayton", "Northwest",
    }
)  # fmt: skip
