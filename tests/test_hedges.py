"""What loosens a figure, and where it is said to move: sentences, each with its figures in order.

A figure is marked `=` exact, `~` about, `>` over, `<` under, `+` up or `-` down. A trend belongs to a change
("rose 5%", "a drop of 5") and to the level that it leads to ("to 45"), never to the one that it starts from.
"""

from __future__ import annotations

import pytest

from factcheck import extract_quantities

SENTENCES = """
About 40 people came. | ~
Around 40 people came. | ~
Some 40 people came. | ~
Approximately 40 people came. | ~
Roughly 40 people came. | ~
Nearly 40 people came. | <
Almost 40 people came. | <
Close to 40 people came. | <
Just under 40 people came. | <
More than 40 people came. | >
Over 40 people came. | >
At least 40 people came. | >
No fewer than 40 people came. | >
Not less than 40 people came. | >
Upwards of 40 people came. | >
In excess of 40 people came. | >
Well over 40 people came. | >
Just over 40 people came. | >
Up to 40 people came. | <
Fewer than 40 people came. | <
Less than 40 people came. | <
At most 40 people came. | <
No more than 40 people came. | <
As many as 40 people came. | <
A maximum of 40 people came. | <
A minimum of 40 people came. | >
Exactly 40 people came. | =
Only 40 people came. | =
The 40 people came. | =
All 40 people came. | =
Another 40 people came. | =
An estimated 40 people came. | ~
The plan takes ~40 hours. | ~
The plan takes >40 hours. | >
The plan takes <40 hours. | <
It cost about $5 million. | ~
It cost about US$5 million. | ~
It cost nearly £5 million. | <
It cost more than 5 million euros. | >
It cost at least 5 billion dong. | >
It cost under $5. | <
It cost an estimated $470 million. | ~
It cost as much as $5 million. | <
It cost in the region of $5 million. | ~
It cost somewhere around $5 million. | ~
It cost something like $5 million. | ~
It was valued at approximately $62.7 million. | ~
It covers about 3,500 hectares. | ~
It covers more than 3,500 hectares. | >
It covers almost 3,500 hectares of forest. | <
It weighs over two tonnes. | >
It is just short of two metres tall. | <
It is slightly more than two metres tall. | >
It is a little over two metres tall. | >
It is a little less than two metres tall. | <
It is not quite two metres tall. | <
About 40% of voters stayed at home. | ~
Less than 15% of voters stayed at home. | <
Nearly two-thirds of voters stayed at home. | <
More than half of voters stayed at home. | >
About a quarter of voters stayed at home. | ~
At least one in five voters stayed at home. | >
Almost half a million voters stayed at home. | <
More than a million voters stayed at home. | >
Some two million voters stayed at home. | ~
Dozens of voters stayed at home. | >
Thousands of voters stayed at home. | >
50 or more people came. | >
50 or so people came. | ~
50 people or more came. | >
50 or fewer people came. | <
50-odd people came. | ~
Twenty-odd people came. | ~
50-plus people came. | >
20,000+ people came. | >
It lasts five years or more. | >
It lasts five years or less. | <
It costs $5 or less. | <
It costs $5 or so. | ~
It lasted for over three years. | =
It lasted for three years. | =
It lasted about three years. | ~
It lasted nearly three years. | <
She was about ten years old. | ~
She was almost ten years old. | <
A man of about 54 years of age was held. | ~
Between 5 and 10 hectares burned. | =
About 5 to 10 hectares burned. | ~
More than 40 of the 50 people came. | > =
About 40 of almost 50 people came. | ~ <
Of the 50 people, at least 40 came. | = >
It sold 5 cars and about 10 buses. | = ~
It sold about 5 cars and 10 buses. | ~ =
It sold more than an estimated 5 million cars. | >
It has a total of 5 cars. | =
It has a record 5 cars. | =
It has more than a dozen cars. | >
It is open to not more than 12 people. | <
It is open to not over 12 people. | <
It is open to no less than 12 people. | >
It needs a further 12 people. | =
Its population is put at approximately 12 million. | ~
Temperatures stayed above 30 °C. | >
Temperatures stayed below 30 °C. | <
Temperatures stayed near 30 °C. | ~
It stands at roughly 3:1. | ~
It is twice as large. | =
It is more than twice as large. | >
It is almost three times as large. | <
It holds 2.5 million litres, give or take. | =
Sales rose 5%. | +
Sales rose by 5%. | +
Sales rose by about 5%. | +
Sales rose sharply by 5%. | +
Sales fell 5%. | -
Sales fell by 5%. | -
Sales fell by more than 5%. | -
Sales fell nearly 5%. | -
Sales were up 5%. | +
Sales were down 5%. | -
Sales were 5% higher. | +
Sales were 5% lower. | -
Sales were 5% up. | +
Sales saw a 5% rise. | +
Sales saw a 5% drop. | -
Sales saw a rise of 5%. | +
Sales saw a drop of 5%. | -
Sales saw an increase of 5%. | +
Sales saw a decrease of 5%. | -
Sales rose to $45 million. | +
Sales fell to $45 million. | -
Sales rose 5% to $45 million. | + +
Sales fell 5% to $45 million. | - -
Sales rose 5% to $45 million from $43 million. | + + =
Sales rose from $43 million to $45 million. | = +
Sales fell from $45 million to $43 million. | = -
Sales rose to a record $45 million. | +
Sales climbed to more than $45 million. | +
Sales slid to just over $45 million. | -
Sales sank 27% in the quarter to $254 million. | - -
Sales grew by $5 million, or 12.5%. | + +
Profit was $5 million, up 12%. | = +
Profit was $5 million, down from $6 million. | = =
Profit was $5 million (up 12%). | = +
The bank cut its rate by half a point. | -
The bank raised its rate by a quarter point. | +
The bank raised its rate to 5.25%. | +
The bank kept its rate at 5.25%. | =
Shares tumbled $2.75. | -
Shares jumped 34 cents. | +
Shares gained 1.5 points. | +
Shares lost 190 points. | -
Shares closed 34 cents higher. | +
Shares closed at $45. | =
The number of schools fell by 12. | -
The number of schools fell from 98 to 86. | = -
The number of schools rose to 98. | +
The number of schools is 98. | =
Membership grew by more than 300 people. | +
Membership shrank by almost 300 people. | -
The party won 45 seats. | =
The village lies 300 metres down the road. | =
The council closed 12 schools, and prices rose. | =
Prices rose. The council closed 12 schools. | =
Prices rose, but 12 schools closed. | =
It opened 12 schools because costs fell. | =
A loss of 5 million dollars was recorded. | =
Rice output increased 2% to 4.2 million tonnes. | + +
Rice output decreased to 4.2 million tonnes. | -
Wages dropped to an average $12. | -
Wages surged more than 12%. | +
Unemployment edged up to 5.1% from 4.8%. | + =
Unemployment eased to 4.8%. | -
Unemployment stood at 4.8%. | =
Costs doubled to $20 million. | = =
Imports plunged by a third. | -
Exports soared by two-thirds. | +
Exports soared by around two-thirds. | +
""".strip().splitlines()
MARKS = {"exact": "=", "about": "~", "over": ">", "under": "<"}


def marks(text: str) -> str:
    """The mark of each figure of a text; a trend says more than a hedge."""
    found = ({"up": "+", "down": "-"}.get(one.trend or "") or MARKS[one.hedge] for one in extract_quantities(text))
    return " ".join(found)


def test_hedges_and_trends_of_at_least_95_percent_of_the_sentences_are_read_right() -> None:
    wrong = [line for line in SENTENCES if marks(line.partition(" | ")[0]) != line.partition(" | ")[2]]
    assert len(SENTENCES) >= 150
    assert len(wrong) <= len(SENTENCES) // 20, wrong


def test_a_figure_may_be_hedged_and_have_a_trend() -> None:
    (figure,) = extract_quantities("Sales rose by more than 5%.")
    assert (figure.hedge, figure.hedge_class, figure.trend) == ("over", "OVER", "up")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("about 40 people", "ABOUT"),
        ("nearly 40 people", "NEARLY"),
        ("over 40 people", "OVER"),
        ("at least 40 people", "AT_LEAST"),
        ("up to 40 people", "UNDER"),
        ("40 or more people", "AT_LEAST"),
        ("an additional 40 people", "ESTIMATED"),
        ("40 people", ""),
    ],
)
def test_the_class_of_a_hedge_is_kept(text: str, name: str) -> None:
    assert [one.hedge_class for one in extract_quantities(text)] == [name]
