using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Sites;

/// <summary>A note on a site's timeline.</summary>
public sealed record Annotation
{
    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>The day that it is about, of the site; of an instant the day that it falls on.</summary>
    public DateOnly Day { get; set; }

    /// <summary>A day, or an instant on the site's clock, as it was written.</summary>
    public string Date { get; set; } = "";

    /// <summary>The last day that it is about; null where it is about one.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>What happened.</summary>
    public string Text { get; set; } = "";

    /// <summary>The e-mail address of who wrote it, or what their key is called.</summary>
    public string CreatedBy { get; set; } = "";

    /// <summary>What else the server says of it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
