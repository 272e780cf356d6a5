using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Sites;

/// <summary>A site of the key's account.</summary>
public sealed record Site
{
    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it is called.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its domains; each of them names it as the id does.</summary>
    public IReadOnlyList<string> Domains { get; set; } = [];

    /// <summary>Other names of it.</summary>
    public IReadOnlyList<string> Aliases { get; set; } = [];

    /// <summary>IANA: the zone of its days.</summary>
    public string Timezone { get; set; } = "";

    /// <summary>Whether it takes events at present.</summary>
    public bool IsActive { get; set; }

    /// <summary>What is set at it, as the server writes it.</summary>
    public JsonElement Settings { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>What else the server says of it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
