"""English number words, as contracts write them beside the figures."""

SMALL_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
    *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
"""One to nineteen, then the tens."""

LARGE_NUMBERS = ("hundred", "thousand", "million", "billion")

FRACTIONS = (
    *("half", "halves", "third", "thirds", "quarter", "quarters", "tenth", "tenths"),
    *("hundredth", "hundredths", "one-hundredths", "one-half", "one-third", "two-thirds"),
    *("one-quarter", "three-quarters"),
)
