namespace Analytics.Functions.Wire;

/// <summary>The columns of an export as a table: the members of its lines. Their order never changes; a new one is added at the end.</summary>
internal static class ExportColumns
{
    /// <summary>Their names, and whether they hold numbers.</summary>
    public static IReadOnlyList<(string Name, bool IsNumber)> All { get; } =
    [
        ("id", false), ("time", false), ("receivedAt", false), ("name", false), ("visitor", false), ("hostname", false), ("path", false), ("title", false),
        ("referrer", false), ("source", false), ("channel", false), ("clickId", false), ("utmSource", false), ("utmMedium", false), ("utmCampaign", false),
        ("utmContent", false), ("utmTerm", false), ("browser", false), ("browserVersion", false), ("os", false), ("osVersion", false), ("device", false),
        ("screenWidth", true), ("screenHeight", true), ("language", false), ("country", false), ("region", false), ("city", false), ("engagementMs", true),
        ("scroll", true), ("currency", false), ("amount", true), ("userId", false), ("interactive", false), ("props", false),
        ("locale", false), ("timezone", false), ("deviceManufacturer", false), ("deviceModel", false), ("screenDensity", true),
        ("traits", false), ("traitsVerified", false),
    ];

    /// <summary>The header row, without its end.</summary>
    public static string Header { get; } = string.Join(',', All.Select(column => column.Name));

    /// <summary>What an import says of a table.</summary>
    public const string NoImport = "is an export as CSV, a table for spreadsheets: take it as ndjson, which can be imported";

    /// <summary>Whether a line begins such a table; tables of later versions have more columns.</summary>
    public static bool IsHeader(ReadOnlySpan<char> line) => line.TrimStart('\uFEFF').StartsWith("id,time,receivedAt,name,", StringComparison.Ordinal);
}
