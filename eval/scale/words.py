"""The made-up names and things of which the national corpus is put together."""

from __future__ import annotations

FORCES = tuple(
    f"{start}{end}"
    for start in ("Ash", "Brack", "Calder", "Dun", "Elm", "Fal", "Glen", "Hart", "Ives", "Kirk", "Lang")
    for end in ("mere", "stow", "fell", "wick")
)[:43]  # fmt: skip
"""As many as England and Wales have; none is a real one."""
COUNTED = (
    "stalking crimes", "knife crimes", "vehicle thefts", "house burglaries", "shop thefts",
    "missing person reports", "rural thefts", "hate crimes", "drug offences", "fraud reports",
    "arson attacks", "bicycle thefts", "robberies", "harassment crimes", "firearm offences",
    "dog thefts", "metal thefts", "road deaths", "mental health incidents", "custody detentions",
    "stop searches", "uses of force", "public complaints", "vetting refusals", "data breaches",
    "emergency calls", "abandoned calls", "domestic abuse crimes", "child protection referrals",
    "modern slavery referrals", "cyber crimes", "spiking reports", "antisocial behaviour incidents",
    "protest deployments", "wildlife crimes", "heritage crimes", "fuel thefts", "pursuits",
    "drone flights", "taser discharges", "voluntary interviews", "bail breaches", "cold case reviews",
    "exhibit losses", "overtime claims", "sickness absences", "special constable hours",
    "victim withdrawals",
)  # fmt: skip
"""What an inspection counts, each in a section of its own."""
AREAS = (
    "Preventing crime", "Responding to the public", "Investigating crime", "Protecting vulnerable people",
    "Managing offenders", "Building a workforce", "Leadership", "Recording crime",
    "Powers and fair treatment", "Tackling organised crime",
)  # fmt: skip
"""What an inspection grades."""
GRADES = ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate")
AUDITED = (
    "Property stores", "Fleet repairs", "Payroll", "Vetting", "Cyber resilience", "Custody medicines",
    "Estates safety", "Overtime", "Evidence disclosure", "Covert funds", "Absence", "Procurement",
)  # fmt: skip
"""What is audited, three topics a year in turn."""
OPINIONS = ("Substantial", "Reasonable", "Limited", "Minimal")
POSTS = (
    "Head of Contact", "Head of Crime", "Head of Custody", "Head of Vetting", "Property Manager",
    "Fleet Manager", "Chief Finance Officer", "Head of Estates", "Head of Learning",
    "Head of Intelligence", "Data Protection Officer", "Head of Public Protection",
    "Head of Communications", "Head of Procurement", "Criminal Justice Manager",
)  # fmt: skip
BOARDS = (
    "Performance Board", "Crime Standards Group", "Resources Board", "Joint Audit Panel",
    "Safeguarding Group", "Contact Improvement Group", "Estates Panel", "Ethics Panel",
)  # fmt: skip
DEEDS = (
    "Write down who checks {thing} and how often the check is made",
    "Report the number of {thing} to the {board} each quarter",
    "Train supervisors to review {thing} before the end of their shift",
    "Close the gap between the two records of {thing}",
    "Test a sample of {thing} each month and keep the result",
    "Publish a yearly account of {thing} on the website",
)
"""What is asked for; the thing and the board differ."""
REMARKS = (
    "Supervisors look at a sample each month and write down what they find.",
    "The policy is easy to find, and staff whom we spoke to knew where it was kept.",
    "Two of the three teams follow the same steps; the third has a sheet of its own.",
    "Training was given in the spring and will be repeated for those who missed it.",
    "The figures are checked by hand, since the two systems do not speak to each other.",
    "Victims are told what will happen next, though not always within the time that is set.",
    "We found no sign that numbers were changed to make performance look better.",
    "Partners said that they are asked for their view and that it makes a difference.",
)
"""Sentences that many reports share word for word."""
