"""Invented jobs, plans and employers."""

from __future__ import annotations

# Union: its jobs, each with the top step's dollars an hour in the region where it is paid most,
# and its share of the union's workers in percent.
JOBS: dict[str, tuple[tuple[str, int, int], ...]] = {
    "UNH": (
        ("Registered Nurse II", 86, 62),
        ("Registered Nurse III", 95, 18),
        ("Nurse Practitioner", 112, 8),
        ("Licensed Vocational Nurse", 48, 12),
    ),
    "HTA": (
        ("Surgical Technologist", 52, 34),
        ("Sterile Processing Technician", 38, 26),
        ("Anesthesia Technician", 43, 12),
        ("EKG Technician", 45, 28),
    ),
    "SCW": (
        ("Patient Care Technician", 34, 44),
        ("Environmental Services Aide", 28, 30),
        ("Transporter", 27, 16),
        ("Medical Assistant", 36, 10),
    ),
    "OPC": (
        ("Patient Registration Clerk", 32, 40),
        ("Unit Secretary", 34, 32),
        ("Call Center Representative", 31, 28),
    ),
    "PHG": (("Pharmacist", 104, 46), ("Pharmacy Technician", 40, 54)),
    "LAB": (("Clinical Laboratory Scientist", 72, 52), ("Phlebotomist", 35, 48)),
    "IMG": (
        ("Radiologic Technologist", 66, 60),
        ("CT Technologist", 74, 24),
        ("Sonographer", 82, 16),
    ),
    "RTU": (("Respiratory Therapist", 62, 88), ("Respiratory Therapy Lead", 69, 12)),
    "MHC": (
        ("Psychologist", 84, 26),
        ("Licensed Clinical Social Worker", 68, 52),
        ("Psychiatric Technician", 41, 22),
    ),
    "ENG": (("Stationary Engineer", 69, 82), ("Chief Engineer", 84, 18)),
    "DFN": (("Food Service Worker", 26, 64), ("Cook", 31, 22), ("Dietitian", 56, 14)),
    "OPT": (("Optometric Assistant", 33, 58), ("Dental Assistant", 35, 42)),
}
# What a region pays of the best region's rate, in percent.
REGION_SHARE = {
    "NBAY": 100,
    "SBAY": 100,
    "METRO": 97,
    "COAST": 94,
    "VALLEY": 92,
    "SOUND": 90,
    "RIVER": 87,
    "HIGH": 84,
}
# Steps, and what each is of the top step, in tenths of a percent.
STEP_SHARE = {1: 720, 2: 765, 3: 810, 4: 855, 5: 900, 6: 950, 7: 1000}

TIERS = ("employee", "employee and one", "family", "")
PLANS = ("HMO", "Deductible HMO", "")
PENSIONS = ("Pension A", "Pension B")
OTHERS = ("Seaside General", "St. Brendan Health", "County Medical Center", "Pacific Crest Clinics")
DOCUMENT = "Labor agreement 2023–2026"
