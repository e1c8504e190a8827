//! The words of headers: small letters, without marks and plurals; `|` parts one phrase from the next.

use super::Meaning::{
    self, Action, Completed, Confidence, Cost, Evidence, Lead, Milestone, Objective, Other, OutcomeMeasure, Progress,
    Rating, Reference, Resources, Review, Risk, Start, Status, Support, Target, Theme,
};

/// Phrases that are all of a header.
pub(super) const WHOLE: &[(Meaning, &str)] = &[
    (Reference, "ref|ref no|reference|no|number|num|id|item|item no|code|sn|s no|serial no"),
    (Theme, "theme|priority|strand|pillar|area|workstream|key theme|strategic theme|domain"),
    (
        Objective,
        "objective|aim|goal|recommendation|strategic objective|outcome required|issue|we will|\
         what we want to achieve|why",
    ),
    (
        Action,
        "action|task|activity|step|what|how|what we will do|commitment|deliverable|detail|\
         description|intervention|initiative|measure to be taken|what will we do|\
         what need to be done|what will be done|how will we do it|how we will do it|action point|\
         agreed action",
    ),
    (
        Lead,
        "lead|who|by whom|owner|responsible|responsibility|accountable|officer|agency|whom|\
         person|action by|actioned by|named lead|lead name|who lead|who by|by who|organisation|\
         responsible party|assigned to|allocated to|agency lead|post holder|action owner|\
         accountability|who will do it|who is responsible|delivery lead",
    ),
    (
        Support,
        "support|partner|other|contributor|with whom|key partner|supporting|supported by|\
         delivery partner|involving|who else",
    ),
    (
        Meaning::Deadline,
        "when|by when|date|deadline|due|due by|due date|by|timescale|time scale|timeframe|\
         time frame|timeline|time line|timing|completion|time|target date|target completion|\
         end date|complete by|finish|finish date|to be completed by|frequency|by date|timetable|\
         period|end",
    ),
    (Start, "start|start date|from|date started|date raised|date added|commencement"),
    (Review, "review|review date|next review|date of review|date for review"),
    (
        Completed,
        "completed|date completed|completed on|date of completion|actual completion|date achieved|\
         completion date actual|done|date of completion and outcome|date closed",
    ),
    (Status, "status|state|current status|action status|open closed|complete|stage"),
    (
        Rating,
        "rag|brag|r a g|rating|colour|traffic light|rag rating|brag rating|rag status|\
         brag status|on target",
    ),
    (
        Progress,
        "progress|update|comment|position|latest position|current position|achievement|\
         what have we done|what ha been done|commentary|progress to date|report|narrative|\
         activity to date|so far|note",
    ),
    (
        Resources,
        "resource|input|capacity|resource implication|what we need|resource required|\
         resource needed",
    ),
    (Cost, "cost|budget|funding|finance|financial implication|funding source|funder|amount|£"),
    (
        OutcomeMeasure,
        "outcome|measure|success|kpi|indicator|output|impact|result|performance|benefit|\
         success criterion|success criteria|how will we know|evaluation|difference made|so what|\
         what difference will it make|metric|performance outcome measure|expected result",
    ),
    (Target, "target|milestone target"),
    (Evidence, "evidence|proof|assurance|document|link|evidence of completion|evidence source"),
    (Confidence, "confidence|confidence level|likelihood"),
    (Risk, "risk|barrier|risk level|constraint|obstacle|challenge|risk and mitigation|dependency"),
    (Milestone, "milestone|interim target|key milestone"),
    (Other, "category|type|source|duty|link to|priority level|scope"),
];

/// Phrases that are a part of a header; of several the first in this list that is there counts.
pub(super) const WITHIN: &[(Meaning, &str)] = &[
    (Rating, "rag|brag|traffic light|colour code|on track"),
    (Completed, "date completed|date of completion|actual completion|completed date|date achieved"),
    (Review, "review date|next review|date of review|date for review"),
    (Start, "start date|date started|date raised|date added|date commenced"),
    (
        Meaning::Deadline,
        "by when|timescale|time scale|timeframe|time frame|timeline|time line|deadline|due date|\
         target date|date for completion|completion date|target completion|end date|date due|\
         due by|complete by|completed by|timetable|when will|delivery date|expected completion|\
         planned completion|when by|by date|month",
    ),
    (
        Support,
        "support|supporting|partner|other agency|other organisation|contributor|contributing|\
         working with|consulted|involved",
    ),
    (
        Lead,
        "by whom|lead|responsible|responsibility|owner|who|accountable|assigned|allocated to|\
         person|led by|ownership",
    ),
    (Milestone, "milestone"),
    (
        OutcomeMeasure,
        "how will we know|how will you know|how we will know|how we ll know|success|outcome measure|\
         performance|measure|indicator|kpi|desired outcome|expected outcome|intended outcome|\
         outcome|output|impact|what will be different|what difference|what will success|\
         what good look|measured",
    ),
    (
        Progress,
        "progress|update|comment|position|action taken|achieved to date|achievement|\
         what ha happened|what we have done|what ha been|commentary|to date|taken so far|q1|q2|\
         q3|q4|quarter",
    ),
    (Status, "status"),
    (Evidence, "evidence|assurance"),
    (Resources, "resource|input"),
    (Cost, "cost|budget|funding|funded|finance|financial|expenditure"),
    (Confidence, "confidence"),
    (Risk, "risk|barrier|challenge|obstacle"),
    (Target, "target"),
    (
        Reference,
        "ref|ref no|reference|action no|action number|action id|item no|recommendation no|\
         recommendation number",
    ),
    (Theme, "theme|priority|strand|pillar|workstream|delivery area"),
    (
        Action,
        "action|task|activity|what we will do|what will we do|we will do|what need to be done|\
         to be done|what are we going to do|what will be done|what we are going to do|commitment|\
         how will we|how we will",
    ),
    (Objective, "objective|recommendation|aim|goal|what we want|what do we want|issue"),
];
