using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Sites;

/// <summary>What a site wants its visitors to do. Questions know it by its name: <see cref="Questions.Dimension.Goal"/>.</summary>
public sealed record Goal
{
    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it is called; one goal's only.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>event</c> or <c>page</c>.</summary>
    public string Type { get; set; } = "";

    /// <summary>The event's name or the page's path, or a part of it.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>How the pattern is meant: <c>exact</c>, <c>contains</c>, <c>starts_with</c>, <c>regex</c>.</summary>
    public string Match { get; set; } = "";

    /// <summary>Values that properties of the event must have; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Properties { get; set; }

    /// <summary>How far a visit must scroll the page, in percent; null for not at all.</summary>
    public int? Scroll { get; set; }

    /// <summary>What a conversion is worth; null where nothing was said.</summary>
    public decimal? Value { get; set; }

    /// <summary>Whether it counts.</summary>
    public bool IsActive { get; set; }

    /// <summary>What else the server says of it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
