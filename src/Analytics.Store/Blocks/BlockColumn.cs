namespace Analytics.Store.Blocks;

/// <summary>The stored columns. The numbers are stored: append-only, below 1,000; properties begin at 1,000.</summary>
internal enum BlockColumn
{
    // The shape of a sealed block.
    VisitorStart = 1,
    VisitsOfVisitor = 2,
    VisitGap = 3,
    RowsOfVisit = 4,
    RowGap = 5,
    LoneTime = 6,

    // Once a visit.
    Acquisition = 10,
    Client = 11,
    Screen = 12,
    Place = 13,
    Details = 14,

    // Once a row, or where a row has it.
    Name = 20,
    Path = 21,
    PathOfEngagement = 22,
    Hostname = 23,
    Title = 24,
    UserId = 25,
    Quiet = 26,
    Engaged = 27,
    EngagedOfBeacon = 28,
    Milliseconds = 29,
    Scroll = 30,
    MoneyRow = 31,
    Currency = 32,
    Amount = 33,
    PropRow = 34,
    PropShape = 35,
    PropShapes = 36,
    PropKeys = 37,
    RestRow = 38,
    RestKey = 39,
    RestValue = 40,
    RestKeys = 41,
    RestValues = 42,
    Import = 43,
    Imports = 44,
    TraitRow = 45,
    Traits = 46,

    // Open days only.
    EventId = 50,
    Received = 51,
    Age = 52,
    Hash = 53,
    HashOfRow = 54,
    Library = 55,

    // The values of BlockField f stand at Values + f.
    Values = 100,

    // The table of the group in column c stands at Tables + c.
    Tables = 200,

    // The ids of property k at Props + 2k, its values beside them.
    Props = 1000,
}
