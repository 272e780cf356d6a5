namespace Analytics.Store.Blocks;

/// <summary>What a block knows as text. The numbers are stored: append-only.</summary>
internal enum BlockField
{
    Referrer = 1,
    Source = 2,
    Channel = 3,
    ClickId = 4,
    UtmSource = 5,
    UtmMedium = 6,
    UtmCampaign = 7,
    UtmContent = 8,
    UtmTerm = 9,
    Browser = 10,
    BrowserVersion = 11,
    Os = 12,
    OsVersion = 13,
    Device = 14,
    Language = 15,
    Screen = 16,
    Country = 17,
    Region = 18,
    City = 19,

    Name = 40,
    Path = 41,
    Hostname = 42,
    Title = 43,
    UserId = 44,
    Currency = 45,
    Amount = 46,
    EventId = 47,
    Library = 48,
}
