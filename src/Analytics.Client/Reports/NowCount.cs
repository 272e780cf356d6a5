using System.Text.Json.Serialization;

namespace Analytics.Client.Reports;

/// <summary>How many of the present visitors.</summary>
/// <param name="Name">The path, domain, country or device; null where it is not known.</param>
/// <param name="Count">How many of them.</param>
[JsonConverter(typeof(NowCountJson))]
public sealed record NowCount(string? Name, long Count);
