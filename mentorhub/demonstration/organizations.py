"""What the five organizations are like. The names of societies are real, everybody in them is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    city: str
    region: str


@dataclass(frozen=True, slots=True)
class Setting:
    """An organization and the world its people come from. `slug` is also its program's key in the catalog."""

    slug: str
    name: str
    tagline: str
    accent: str
    zone: str
    contact: str
    dues_url: str
    seed: int
    towns: tuple[Town, ...]
    workplaces: tuple[str, ...]
    specialties: tuple[str, ...]
    senior_classes: tuple[str, ...]
    junior_classes: tuple[str, ...]
    roster: int
    """How many people Faker adds to those of the cast."""
    mentors: int
    mentees: int
    """How many of them apply, besides the cast. Where the program has peers, `mentees` are those."""
    pairs: bool = True
    """Whether people are paired here yet; those for whom guardians or circles are needed are not."""
    titled: bool = True
    """Whether everybody on the list is a doctor."""


def _towns(region: str, *cities: str) -> tuple[Town, ...]:
    return tuple(Town(city, region) for city in cities)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        slug="wtsa",
        name="Western Thoracic Surgical Association",
        tagline="Heart and chest surgeons of the western states and provinces",
        accent="#0b6a6f",
        zone="America/Los_Angeles",
        contact="office@wtsa.example",
        dues_url="https://wtsa.example/dues",
        seed=1974,
        towns=(
            *_towns("Washington", "Seattle", "Spokane", "Tacoma"),
            *_towns("Oregon", "Portland", "Bend"),
            *_towns("California", "San Diego", "Sacramento", "Fresno"),
            *_towns("Colorado", "Denver"),
            *_towns("Utah", "Salt Lake City"),
            *_towns("Arizona", "Phoenix", "Tucson"),
            *_towns("Montana", "Missoula"),
        ),
        workplaces=(
            "Cascade Heart and Lung Institute",
            "Puget University Hospital",
            "Sierra Thoracic Group",
            "Wasatch Regional Medical Center",
            "Front Range Cardiac Surgeons",
            "Sonora University Medical Center",
            "Columbia Gorge Hospital",
            "Pacific Coast Veterans Hospital",
            "Bitterroot Surgical Associates",
            "Golden Bay Medical Center",
        ),
        specialties=("Adult cardiac", "General thoracic", "Congenital", "Thoracic oncology", "Aortic"),
        senior_classes=("Active member", "Senior member"),
        junior_classes=("Candidate member", "Candidate member", "Active member"),
        roster=56,
        mentors=16,
        mentees=25,
    ),
    Setting(
        slug="wsrs",
        name="Washington State Radiological Society",
        tagline="Radiologists of Washington State, and those who will be",
        accent="#3d4f9e",
        zone="America/Los_Angeles",
        contact="office@wsrs.example",
        dues_url="https://wsrs.example/renew",
        seed=1939,
        towns=_towns(
            "Washington", "Seattle", "Tacoma", "Spokane", "Everett", "Yakima", "Bellingham", "Olympia"
        ),
        workplaces=(
            "Puget University Hospital",
            "Rainier Imaging Group",
            "Inland Northwest Radiology",
            "Evergreen Veterans Hospital",
            "Skagit Valley Imaging",
            "Harbor Children's Hospital",
            "South Sound Radiology",
            "Palouse Medical Center",
        ),
        specialties=("Body imaging", "Breast imaging", "Neuroradiology", "Interventional", "Pediatric"),
        senior_classes=("Active member", "Active member", "Retired member"),
        junior_classes=("Resident and Fellow Section",),
        roster=56,
        mentors=16,
        mentees=25,
    ),
    Setting(
        slug="wpsr",
        name="Washington Physicians for Social Responsibility",
        tagline="Health professionals for a livable, peaceful and just world",
        accent="#2f6b3c",
        zone="America/Los_Angeles",
        contact="hello@wpsr.example",
        dues_url="",
        seed=1979,
        towns=_towns(
            "Washington", "Seattle", "Tacoma", "Spokane", "Olympia", "Bellingham", "Everett", "Vancouver"
        ),
        workplaces=(
            "Rainier Community Clinic",
            "Puget University Hospital",
            "Yakima Valley Farmworkers' Clinic",
            "King County public health",
            "Spokane River Family Medicine",
            "Olympia Free Clinic",
            "Salish School of Nursing",
        ),
        specialties=("Family medicine", "Pediatrics", "Public health", "Nursing", "Psychiatry"),
        senior_classes=("Member", "Life member"),
        junior_classes=("Student member", "Member"),
        roster=56,
        mentors=16,
        mentees=25,
        titled=False,
    ),
    Setting(
        slug="alaska",
        name="Alaska Pre-Medical Diversity Mentors",
        tagline="Alaska's students and the people who care for Alaska",
        accent="#23607f",
        zone="America/Anchorage",
        contact="mentors@alaska-premed.example",
        dues_url="",
        seed=1959,
        towns=_towns(
            "Alaska", "Anchorage", "Fairbanks", "Juneau", "Bethel", "Kenai", "Nome", "Sitka", "Wasilla"
        ),
        workplaces=(
            "Chugach Family Medicine",
            "Tanana Valley Hospital",
            "Kuskokwim Regional Hospital",
            "Gastineau Clinic",
            "Northern Lights University",
            "Turnagain Women's Health",
        ),
        specialties=("Family medicine", "Emergency medicine", "Pediatrics", "Surgery", "Obstetrics"),
        senior_classes=("Physician volunteer", "Physician volunteer", "Medical student volunteer"),
        junior_classes=("College student",),
        roster=56,
        mentors=16,
        mentees=23,
        pairs=False,
        titled=False,
    ),
    Setting(
        slug="wim",
        name="Women in Medicine",
        tagline="Across the country, across medicine, as equals",
        accent="#8a3a5e",
        zone="America/New_York",
        contact="circles@wim.example",
        dues_url="",
        seed=1849,
        towns=(
            *_towns("Massachusetts", "Boston", "Worcester"),
            *_towns("Illinois", "Chicago"),
            *_towns("Texas", "Houston", "Austin"),
            *_towns("Georgia", "Atlanta"),
            *_towns("California", "Los Angeles", "Oakland"),
            *_towns("Minnesota", "Duluth"),
            *_towns("Washington", "Seattle"),
            *_towns("New York", "Rochester"),
        ),
        workplaces=(
            "Beacon Hill University Hospital",
            "Lake Shore Medical Center",
            "Bayou City Health",
            "Peachtree Women's Hospital",
            "Golden Gate Children's",
            "North Shore Clinic of Duluth",
            "Puget University Hospital",
            "Genesee Medical School",
            "Hill Country Surgical Partners",
            "Mission Street Health Center",
            "Quabbin Regional Hospital",
            "Prairie Veterans Hospital",
        ),
        specialties=("Hospital medicine", "Emergency medicine", "Surgery", "Psychiatry", "Pathology"),
        senior_classes=("Subscriber",),
        junior_classes=("Subscriber",),
        roster=44,
        mentors=0,
        mentees=24,
        pairs=False,
    ),
)
