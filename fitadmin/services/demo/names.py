"""People who do not exist: names by culture, and the small words of their lives."""

FIRST: dict[str, dict[str, tuple[str, ...]]] = {
    "german": {
        "female": ("Anna", "Lena", "Katrin", "Sabine", "Johanna", "Mareike", "Ulrike", "Hannah"),
        "male": ("Lukas", "Jonas", "Stefan", "Matthias", "Felix", "Torsten", "Moritz", "Bernd"),
    },
    "turkish": {
        "female": ("Elif", "Zeynep", "Ayşe", "Defne", "Esra"),
        "male": ("Emre", "Murat", "Kerem", "Deniz", "Burak"),
    },
    "spanish": {
        "female": ("Lucía", "Carmen", "Inés", "Marta", "Paula"),
        "male": ("Javier", "Diego", "Álvaro", "Sergio", "Raúl"),
    },
    "french": {
        "female": ("Camille", "Chloé", "Élodie", "Margaux", "Sophie"),
        "male": ("Antoine", "Mathieu", "Rémi", "Thibault", "Yves"),
    },
    "brazilian": {
        "female": ("Beatriz", "Larissa", "Juliana", "Camila", "Luana"),
        "male": ("Thiago", "Rafael", "Caio", "Bruno", "Gustavo"),
    },
    "polish": {
        "female": ("Agnieszka", "Kasia", "Magda", "Ewa", "Zofia"),
        "male": ("Paweł", "Tomasz", "Piotr", "Krzysztof", "Michał"),
    },
    "english": {
        "female": ("Grace", "Emily", "Harriet", "Chloe", "Rosie"),
        "male": ("Oliver", "Jack", "Callum", "Harry", "Nathan"),
    },
    "indian": {
        "female": ("Priya", "Ananya", "Kavita", "Meera", "Divya"),
        "male": ("Arjun", "Rohan", "Vikram", "Sanjay", "Nikhil"),
    },
    "nigerian": {
        "female": ("Ngozi", "Amara", "Chioma", "Folake", "Ifeoma"),
        "male": ("Chinedu", "Emeka", "Tunde", "Obinna", "Segun"),
    },
    "vietnamese": {
        "female": ("Linh", "Mai", "Thảo", "Hương", "Lan"),
        "male": ("Minh", "Tuấn", "Quang", "Dũng", "Hải"),
    },
    "arabic": {
        "female": ("Layla", "Noor", "Rania", "Samira", "Yasmin"),
        "male": ("Omar", "Karim", "Youssef", "Tariq", "Hassan"),
    },
}

LAST: dict[str, tuple[str, ...]] = {
    "german": (
        "Becker", "Hoffmann", "Krüger", "Vogel", "Lorenz", "Brandt", "Seidel", "Arnold",
        "Winkler", "Busch", "Jansen", "Peters",
    ),
    "turkish": ("Yılmaz", "Demir", "Kaya", "Aydın", "Şahin", "Öztürk"),
    "spanish": ("García", "Romero", "Ortega", "Molina", "Castillo", "Vidal"),
    "french": ("Moreau", "Lefèvre", "Girard", "Rousseau", "Blanchard", "Perrin"),
    "brazilian": ("Souza", "Carvalho", "Ribeiro", "Barbosa", "Teixeira", "Moura"),
    "polish": ("Nowak", "Zieliński", "Mazur", "Wrona", "Dudek", "Sikora"),
    "english": ("Clarke", "Bennett", "Hughes", "Foster", "Barnes", "Whitfield"),
    "indian": ("Sharma", "Patel", "Iyer", "Menon", "Chopra", "Das"),
    "nigerian": ("Okafor", "Adeyemi", "Eze", "Balogun", "Nwosu", "Okonkwo"),
    "vietnamese": ("Nguyễn", "Trần", "Phạm", "Đặng", "Bùi", "Vũ"),
    "arabic": ("Haddad", "Mansour", "Khalil", "Nasser", "Saleh", "Amari"),
}  # fmt: skip

CULTURES: tuple[str, ...] = ("german",) * 4 + tuple(FIRST)[1:]
"""How often each is met in a gym in Berlin."""

STREETS = (
    "Lindenweg", "Hafenstraße", "Am Kanal", "Mühlenstraße", "Birkenallee", "Turmstraße",
    "Gartenweg", "Seestraße", "Alte Gasse", "Bahnhofstraße",
)  # fmt: skip

AIMS: dict[str, tuple[str, ...]] = {
    "lose": (
        "Lose {kg} kg and keep them off",
        "Fit into the old suit by summer",
        "Get the waist under control, the doctor said so",
    ),
    "gain": (
        "Put on {kg} kg without getting soft",
        "Bench press my own weight",
        "Look as if I trained",
    ),
    "keep": (
        "Sleep better and sit straighter",
        "No back pain at the desk",
        "Keep up with the children",
    ),
    "endure": ("Run 10 km under an hour", "Finish the city run", "Climb stairs without a break"),
}

INJURIES = (
    "Left knee: torn meniscus in 2019, no deep lunges under load",
    "Lower back: old disc trouble, brace before every pull",
    "Right shoulder pinches above head height",
    "Tennis elbow, straps for heavy pulling",
    "Sprained ankle in spring, jumps with care",
)
ALLERGIES = ("peanuts", "lactose", "gluten (coeliac)", "shellfish", "birch pollen")
DIETS = ("vegetarian", "vegan", "pescetarian", "no pork", "halal")
DISLIKES = ("mushrooms", "fish", "olives", "aubergine", "cottage cheese", "liver")

COACH_NOTES = (
    "Warms up too fast. Two easy sets more before the first heavy one.",
    "Says that work is hard at the moment; keep sessions under an hour.",
    "Technique in the hip hinge is much better since we film it.",
    "Skips the last exercise when nobody looks.",
    "Asked about creatine; sent the leaflet.",
    "Prefers mornings from now on.",
    "Motivated by numbers: show the trend at each check-in.",
)
SHARED_NOTES = (
    "Good month. Next one: a bit more sleep, the rest stays.",
    "Please film your last squat set and upload nothing else this week.",
    "Remember: protein at breakfast, the rest of the day is fine.",
    "Take the easy week as it is meant: easy.",
)
SESSION_NOTES = (
    "Felt strong today", "Slept badly", "Short on time, skipped the last one", "Knee was fine",
    "Gym was packed, swapped the order", "Legs still sore from Monday", "New shoes!",
)  # fmt: skip
MEAL_NOTES = (
    "Is this enough protein?", "Canteen again", "Cooked it myself", "Birthday at the office",
    "Second helping not shown", "Rice is about 200 g cooked",
)  # fmt: skip
REPLIES: dict[str, tuple[str, ...]] = {
    "good": ("Exactly like this.", "Looks great, keep it up.", "Good plate. Nothing to add."),
    "adjust": (
        "Half the sauce and it is perfect.",
        "Add a palm of protein, take a spoon of rice away.",
        "Fine, but where are the vegetables?",
    ),
    "off_plan": ("That happens. Back to plan with the next meal.", "Enjoy it, then water."),
}
