namespace Analytics.Store.Table;

/// <summary>What DynamoDB takes as the name of a table.</summary>
internal static class TableName
{
    public const string Rule = "must be 3 to 255 characters of A–Z a–z 0–9 - _ .";

    public static bool IsValid(string? text) =>
        text is { Length: >= 3 and <= 255 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
