"""What an editor must never be bothered with: sentences whose figures agree, or are not tied to one another."""

from __future__ import annotations

from functools import cache

import pytest

import factcheck

AGREE = (
    "Agriculture has 11.86%, industry and construction 37.64%, services 41.36% and the rest 9.14%.",
    "Agriculture makes up 11.8%, industry and trade 37.7%, services 41.4% and product taxes less subsidies 9.1%.",
    "Some £14m has to be saved: £6m by selling buildings, £5m by leaving 130 posts vacant and £3m by higher charges.",
    "The 912 members comprise 320 in Ban Phu, 280 in the 14 villages of Na Loi and 312 in Hua Muong.",
    "The agreement covers 53 organisations, namely 20 in Ban Phu, 18 in the six northern villages and 15 elsewhere.",
    "The total of 186 new members consisted of 72 women, 60 men under 30 and 54 men over 30.",
    "The team won 26 medals: 9 gold, 8 silver in 50-metre events and 9 bronze.",
    "Police seized 40 kilos of drugs: 22 kilos in Lao Cai, 10 kilos at two border posts and 8 kilos in Sapa.",
    "The 66 schools: 24 primary, 30 secondary for ages 11 to 15 and 12 for adults.",
    "The party has 912 members: 320 in Ban Phu, 280 in Na Loi, which has 14 villages, and 312 in Hua Muong.",
    "Four of the five villages – Na Ho, Na Pe, Na Sa and Na Un – have electricity.",
    "Three of the four parties, Labour, the Greens and the Liberals, voted for the bill.",
    "Two of the three former communes (Ban Phu and Na Loi) had a post office.",
    "Three of the five cells: the Office, the police and the school, held their congress in May.",
    "Mayor Adeyemi leads by nine points: 47% of voters back her, while 38% favour Dean Marsh.",
    "The difference is 12 million dong: 30 million for the first and 18 million for the second.",
    "The rate was 95.2%: 98% in Ban Phu, 96% in Na Loi and 91% in Hua Muong.",
    "Turnout was 61%: 64% in the city, 58% in the country.",
    "The average age is 44: 46 among men and 41 among women.",
    "The average price was $873: $900 in May, $860 in June and $859 in July.",
    "The temperature reached 35 °C: 34 in Lao Cai, 35 in Sapa and 36 in Dien Lam.",
    "The target is 8.5 percent: 8 percent in the first half and 9 percent in the second.",
    "It spent 12 billion dong on 18 projects: 5 billion on roads, 4 on a school for 320 pupils and 3 on water.",
    "The budget is made up of three items: 142 million for schools, 118 million for 210 deputies, 58 for roads.",
    "The hospital has three buildings: a clinic of 40 beds, a ward of 60 beds and an office.",
    "Revenue was £482m, up from £130m in 2015, of which £205m came from frozen meals.",
    "Net debt fell by $110 million, $300 million of which was refinanced at a lower rate.",
    "Last year 186 people were admitted, 26 more than planned (160), of whom 91 belong to the Thai minority.",
    "Staff numbers rose to 210, up from 196, 200 of whom are deputies.",
    "The commune has 1,230 households, comprising 45 poor households and 30 near-poor households.",
    "The group comprised 45 people, comprising 3 teams and 2 squads.",
    "The province has 45 units, comprising 42 communes and 3 wards, of which 16 are border communes.",
    "Four villages: Huoi Cam, Nam Po and two other highland villages.",
    "Sales were up 12% at $2.7bn, against forecasts of $2.6bn.",
    "Turnover was 25 percent higher at 500 million dollars versus a target of 450 million dollars.",
    "She won 12 of the 20 games, a 75% share of the points.",
    "He holds 51 million of the 100 million shares, a 12% interest having been sold in May.",
    "The survey of 1,000 adults in 20 towns found that 300 of them, or 30%, agreed.",
    "Prices rose 5% after the strike, from $40 to $50 for some brands.",
    "Net income increased 4.2% in a year in which assets grew to €2.5bn (from €2.1bn).",
    "In 2001 the school opened and in 2005 a second one, taking 120 pupils.",
    "Three of the nine councillors voted against: Mary Jones, Peter Smith and Ann Lee.",
    "The firm owns 13 banks, a data services company, a mortgage company and a trust company.",
    "Net profit was $10.2m, or $1.10 a share, up from $7.7m, or $1.00 a share.",
    "The yen rose to an average 153.49 per dollar in February from 184.62 a year earlier.",
    "The stores are in 17 states, in the Northeast, the Northwest and the Southwest.",
    "The number of working rigs was up by 23 to 784, against 1,063 a year ago.",
    "Sales rose six percent on a comparable-store basis to $108.6m from $89.3m.",
    "Estimates ranged from 2.3 to 2.6 million tonnes, down from 2.4 to 2.7 million tonnes.",
    "It flowed 567 barrels of 37 degree oil a day.",
    "The banks rescheduled debt maturing between 1988 and 1991, over 15 years.",
    "The pound was quoted at 141.25/35 against 140.10/20.",
    "The party has a 14 to nine majority on the council, which is made up of 12 men and 11 women.",
    "The group redeemed 40,000 shares of the issue for $50 per share plus a premium of $2.15 per share.",
    "It received 30,500 of $4.50 cumulative preference shares, or about 60%.",
    "It received 1,320,000 of its shares in response to its offer for up to one million at $20 each.",
    "The bank cut its lending rate to 11.5 percent from April 1, following a half a percentage point cut elsewhere.",
    "The rebate was 46.1 Ecus a sack for 118,000 tonnes of sugar, down from 46.8 Ecus a week before.",
    "The shares rose to 92p from last night's 84p before easing to 87p at noon.",
    "Reserves rise $9.5 billion\n\nNet reserves rose to $61.2 billion in May from $49.1 billion in April.",
    "First $25 million of loan paid\n\nThe ministry received the first part of a $50 million loan for a pipeline.",
    "They expect the six - Britain, Canada, France, Italy, Japan Andalusia - to meet in April.",
    "The board will be reduced to seven from eight, with four of its present directors.",
    "The bank cut its forecast for the increase in prices to 3.5% from 3.9%.",
    "The shares rose to 865p from 842p before easing to 860p.",
    "The province has 67 communes and 8 wards. Of these, 60 communes are new.",
    "The poll gives the Blues 42%, the Reds 31% and the Greens 25%.",
    "Turnout was 72 women, 60 men under 30 and 54 men over 30.",
    "Equal to 44,289 households (30.8% of all), of which 25,541 are poor (17.8%).",
    "It has nine million shares outstanding, with an additional 15 million authorised.",
    "The four new members are Mary Stone, Sir John Hall, chairman of Merrow Stores, Tom Fell and Ann Lee.",
    "It is sold as Merrow in Leeds and York, as Dale in Hull and as Tarn in the 11 northern towns.",
    "The well lies in 202 feet of water about 10 miles west of Hull, was drilled to 11,527 feet and tested at 7,204.",
    "They agreed to cut $1.6 billion from the budget in 2005 and $2.4 billion in 2006, a total of $5.3 billion.",
    "The index, covering 14 towns and five regions, was 1,886 in May, 1,837 in April and 1,434 in May last year.",
    "The measure rose 8.3% to $58.7 billion in April after rising 6.5% to $57.5 billion in March.",
    "Contrary to Leeds and York, the three institutes expect the economy to grow.",
    "The government turned seven departments into nine firms.",
    "A well in Block 49/28 of the northern field found gas.",
    "July silver was up 13.1 cents at $6.785 from $6.84.",
    "The plan has four aims, says the mayor, lower prices and faster trains.",
    "Leeds, York and Hull voted against, two of them for the third time.",
    "Output was 3.5 million tonnes, or 22% lower than last year's total of 4.2 million tonnes.",
)


@cache
def checker() -> factcheck.Checker:
    return factcheck.Checker()


@pytest.mark.parametrize("sentence", AGREE)
def test_nothing_is_said_of_figures_that_agree(sentence: str) -> None:
    assert checker().check_text(sentence).findings == ()
