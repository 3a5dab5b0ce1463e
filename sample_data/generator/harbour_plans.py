"""Sites planned by hand around the harbour: ferry, fish market, shipyard, works."""

from sample_data.generator.site_plans import Planned, SitePlan


def tanks(rows: int, columns: int) -> tuple[Planned, ...]:
    """Plan a field of round storage tanks."""
    return tuple(
        Planned("", 452, 5.0 + 19.0 * column, 6.0 + 19.0 * row, 15.0, 15.0, 1, "flat", "round", 604, 11.0)
        for row in range(rows)
        for column in range(columns)
    )


HARBOUR_SITES = (
    SitePlan(
        "港のホテル",
        "commercial",
        (22.0, 69.0, -56.0, -8.0),
        "high",
        None,
        (Planned("ホテル汐見浜", 403, 4.0, 5.0, 40.0, 34.0, 12, "flat", "podium", 602, 3.3),),
    ),
    SitePlan(
        "汐見浜港ターミナル",
        "port",
        (16.0, 69.0, 12.0, 84.0),
        "high",
        None,
        (Planned("汐見浜港フェリーターミナル", 431, 6.0, 20.0, 58.0, 24.0, 2, "flat", "terminal", 604, 5.0),),
    ),
    SitePlan(
        "港湾合同庁舎",
        "public",
        (18.0, 69.0, 92.0, 128.0),
        "high",
        None,
        (Planned("汐見浜港湾合同庁舎", 421, 4.0, 8.0, 27.0, 17.0, 6),),
    ),
    SitePlan(
        "港湾上屋",
        "port",
        (14.0, 69.0, 134.0, 176.0),
        "high",
        None,
        (
            Planned(
                "汐見浜港一号上屋", 431, 3.0, 4.0, 32.0, 17.0, 1, "gable", structure=604, storey_height=6.5
            ),
            Planned(
                "汐見浜港二号上屋", 431, 3.0, 27.0, 32.0, 17.0, 1, "gable", structure=604, storey_height=6.5
            ),
        ),
    ),
    SitePlan(
        "汐見浜魚市場",
        "port",
        (10.0, 69.0, -188.0, -92.0),
        "high",
        None,
        (
            Planned("汐見浜魚市場", 402, 5.0, 28.0, 84.0, 26.0, 1, "saw", structure=604, storey_height=7.5),
            Planned("汐見浜魚市場管理棟", 401, 8.0, 6.0, 26.0, 12.0, 3),
        ),
    ),
    SitePlan(
        "製氷冷蔵庫",
        "port",
        (12.0, 69.0, -256.0, -194.0),
        "high",
        None,
        (
            Planned("汐見浜製氷冷蔵庫", 431, 5.0, 8.0, 34.0, 30.0, 2, storey_height=6.0),
            Planned("", 441, 44.0, 14.0, 12.0, 20.0, 1, "shed", structure=604, storey_height=5.0),
        ),
    ),
    SitePlan(
        "汐見浜造船所",
        "factory",
        (-684.0, -461.0, 256.0, 324.0),
        "right",
        None,
        (
            Planned(
                "汐見浜造船第一工場",
                441,
                10.0,
                8.0,
                96.0,
                34.0,
                1,
                "gable",
                structure=604,
                storey_height=22.0,
            ),
            Planned(
                "汐見浜造船第二工場",
                441,
                109.0,
                8.0,
                58.0,
                28.0,
                1,
                "gable",
                structure=604,
                storey_height=15.0,
            ),
            Planned("汐見浜造船事務所", 401, 173.0, 6.0, 27.0, 13.0, 4),
        ),
    ),
    SitePlan(
        "汐見浜油槽所",
        "factory",
        (-570.0, -461.0, 350.0, 420.0),
        "left",
        None,
        (*tanks(3, 4), Planned("汐見浜油槽所", 452, 80.0, 50.0, 8.0, 7.0, 1, "flat", structure=606)),
    ),
    SitePlan(
        "汐見浜製作所",
        "factory",
        (-448.0, -347.0, 344.0, 402.0),
        "left",
        None,
        (
            Planned("汐見浜製作所", 441, 5.0, 10.0, 58.0, 42.0, 1, "saw", structure=604, storey_height=8.0),
            Planned("", 441, 66.0, 10.0, 12.0, 24.0, 2, structure=604),
        ),
    ),
    SitePlan(
        "汐見浜浄化センター",
        "public",
        (-333.0, -233.0, 240.0, 294.0),
        "right",
        None,
        (
            Planned("汐見浜浄化センター", 452, 4.0, 8.0, 36.0, 16.0, 2, storey_height=4.5),
            *(
                Planned(
                    "", 452, 44.0 + 20.0 * column, 6.0 + 22.0 * row, 16.5, 16.5, 1, "flat", "round", 603, 4.5
                )
                for row in range(2)
                for column in range(2)
            ),
        ),
    ),
)
