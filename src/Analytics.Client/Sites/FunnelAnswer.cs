using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Sites;

/// <summary>How many get from step to step.</summary>
public sealed record FunnelAnswer
{
    /// <summary>The steps of everybody.</summary>
    public IReadOnlyList<FunnelStep> Steps { get; set; } = [];

    /// <summary>The steps of each group, where the funnel has a breakdown; else null.</summary>
    public IReadOnlyList<FunnelGroup>? Groups { get; set; }

    /// <summary>Whom it counts and how they are linked, as the server writes it.</summary>
    public JsonElement Meta { get; set; }

    /// <summary>The question as the server understood it.</summary>
    public JsonElement Query { get; set; }

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
