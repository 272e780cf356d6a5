using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Sites;

/// <summary>A saved funnel.</summary>
public sealed record Funnel
{
    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it is called.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its steps, each a page, an event or filters, as the server writes them.</summary>
    public IReadOnlyList<JsonElement> Steps { get; set; } = [];

    /// <summary>What else the server says of it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
