"""The firms of the invented town, their crews, and what goes wrong in each. Nobody is real.

A release hides figures under 5 and, with each, enough others that nobody can work it out (docs/releases.md).
So each of five large crews has one or two troubles that many share; beside them, in every such row and under
every issue and every band, are at least five people with something else, none of it five times.
`tests/demo/test_releases.py` holds what a visitor then finds on the desk.
"""

from api.demo.work import Crew, Firm, Job, Lot, Pay, Place, Trouble
from api.worklog.kinds import Basis, ContractKind, EmployerKind, PeriodKind

FIRMS = (
    Firm("demo_gourd_lantern", "Gourd Lantern AI", "葫芦灯智能", EmployerKind.CLIENT, "CN"),
    Firm(
        "demo_long_noodle",
        "Long Noodle Data",
        "长面数据",
        EmployerKind.CONTRACTOR,
        "CN",
        "demo_gourd_lantern",
    ),
    Firm("demo_clearbrook", "Clearbrook Data", "清溪数据", EmployerKind.CENTRE, "CN", "demo_long_noodle"),
    Firm(
        "demo_acacia_shade",
        "Acacia Shade Labels",
        "树荫标注",
        EmployerKind.CENTRE,
        "KE",
        "demo_gourd_lantern",
    ),
    Firm("demo_palm_roof", "Palm Roof Data", "棕顶数据", EmployerKind.CENTRE, "PH", "demo_gourd_lantern"),
    Firm(
        "demo_three_kettles",
        "Three Kettles Staffing",
        "三壶人力",
        EmployerKind.AGENT,
        "CN",
        "demo_clearbrook",
    ),
    Firm("demo_poplar", "Poplar Tasks", "白杨众包", EmployerKind.PLATFORM, "CN"),
    Firm("demo_paper_kite", "Paper Kite Tasks", "纸鸢任务", EmployerKind.PLATFORM, "BR"),
)

GUIZHOU = Place("CN", "CN-52", "1", "Asia/Shanghai")
SICHUAN = Place("CN", "CN-51", "2", "Asia/Shanghai")
HENAN = Place("CN", "CN-41", "2", "Asia/Shanghai")
KENYA = Place("KE", None, "cities", "Africa/Nairobi")
MANILA = Place("PH", "PH-00", None, "Asia/Manila")
BRAZIL = Place("BR", None, None, "America/Sao_Paulo")

BY_HOUR = Pay("CNY", Basis.HOUR, "24", PeriodKind.HALF_MONTH, 5, ContractKind.FULL_TIME, low="9.5")
UNTOLD = Pay("CNY", Basis.HOUR, "21", PeriodKind.HALF_MONTH, 5, ContractKind.NONE_KNOWN)
BY_BOX = Pay("CNY", Basis.PIECE, "0.08", PeriodKind.WEEK, 7, ContractKind.PLATFORM)
THROUGH_AGENT = Pay("CNY", Basis.HOUR, "23", PeriodKind.HALF_MONTH, 5, ContractKind.FULL_TIME, low="9.5")
SHILLINGS = Pay("KES", Basis.HOUR, "210", PeriodKind.WEEK, 4, ContractKind.FULL_TIME, low="78")
PESOS = Pay("PHP", Basis.DAY, "820", PeriodKind.WEEK, 5, ContractKind.FULL_TIME, low="540")
REAIS = Pay("BRL", Basis.PIECE, "0.45", PeriodKind.WEEK, 7, ContractKind.PLATFORM)
BY_MONTH = Pay("CNY", Basis.HOUR, "18", PeriodKind.MONTH, 15, ContractKind.FULL_TIME)

NONE, REJECTED, LOW = Trouble.NONE, Trouble.REJECTED, Trouble.LOW
TRAINING, DOCKED, LATE = Trouble.TRAINING, Trouble.DOCKED, Trouble.LATE

CREWS = (
    Crew(  # new rules are taught unpaid, until half of the centre has learnt them
        "demo_clearbrook",
        GUIZHOU,
        BY_HOUR,
        (
            Lot(TRAINING, (20, 20, 20, 30, 30)),
            Lot(TRAINING, (20, 20, 20, 30, 30, 30), then=NONE),
            Lot(LOW, (6, 0, 55)),
            Lot(DOCKED, (0,)),
        ),
    ),
    # the directory's, by its name
    Crew(None, GUIZHOU, UNTOLD, (Lot(LATE, (57,)),), typed="Clearbrook  DATA"),
    Crew(
        "demo_acacia_shade",
        KENYA,
        SHILLINGS,
        (
            Lot(LOW, (16, 18, 20, 16, 18, 20, 17)),
            Lot(REJECTED, (55, 57, 58, 55, 57)),
            Lot(TRAINING, (30, 34)),
            Lot(DOCKED, (0,)),
            Lot(LATE, (7,)),
            Lot(NONE, (0,)),
        ),
    ),
    Crew(
        "demo_palm_roof",
        MANILA,
        PESOS,
        (
            Lot(LOW, (6, 7, 8, 6, 7)),
            Lot(REJECTED, (30, 35)),
            Lot(TRAINING, (18,)),
            Lot(DOCKED, (0,)),
            Lot(NONE, (55,)),
        ),
    ),
    Crew(  # from the ninth week on it takes less of what is handed in, and lets many more people in
        "demo_poplar",
        SICHUAN,
        BY_BOX,
        (
            Lot(REJECTED, (55,)),
            Lot(NONE, (55, 57, 58), then=REJECTED),
            Lot(TRAINING, (18,)),
            Lot(DOCKED, (7,)),
            Lot(LATE, (18, 32)),
            Lot(REJECTED, (55, 57, 58), arrives=8),
            Lot(NONE, (0,), arrives=8),
        ),
    ),
    Crew("demo_poplar", HENAN, BY_BOX, (Lot(REJECTED, (30, 32, 34, 36, 38, 40), arrives=8),)),
    Crew(  # most join after four weeks
        "demo_paper_kite",
        BRAZIL,
        REAIS,
        (
            Lot(TRAINING, (18,)),
            Lot(DOCKED, (7,)),
            Lot(LATE, (58,)),
            Lot(REJECTED, (30, 32, 34, 36, 30, 32, 34, 36), arrives=4),
            Lot(NONE, (0, 18), arrives=4),
        ),
    ),
    Crew("demo_three_kettles", HENAN, THROUGH_AGENT, (Lot(LOW, (18,)), Lot(REJECTED, (7,)))),
    Crew("demo_long_noodle", HENAN, BY_HOUR, (Lot(LOW, (0,)),)),
    Crew("demo_gourd_lantern", HENAN, BY_HOUR, (Lot(REJECTED, (18,)),)),
    Crew(None, HENAN, UNTOLD, (Lot(REJECTED, (57,)),), typed="溪边小作坊"),
)

VISITORS = (
    Job("demo_clearbrook", "清溪数据 Clearbrook", GUIZHOU, BY_MONTH, Trouble.MIXED, 22),
    Job("demo_poplar", "白杨众包 Poplar", GUIZHOU, BY_BOX, Trouble.REJECTED, 15, evenings=True),
)
