using Analytics.Store.Inputs;
using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;

namespace Analytics.EndToEnd.Tests.Tracker;

/// <summary>An event as it lies in the table, as far as these tests look.</summary>
/// <param name="Id">The sender's.</param>
/// <param name="Props">The custom properties' JSON; empty for none.</param>
/// <param name="Milliseconds">Engaged time; null where it is no engagement.</param>
/// <param name="Scroll">Depth in percent.</param>
/// <param name="Revenue">Amount and currency; empty for none.</param>
/// <param name="User">The site's id of the user.</param>
internal sealed record StoredEvent(string Id, string Name, string Path, string Props, long? Milliseconds, long? Scroll, string Revenue, string? User, bool IsInteractive, DateTimeOffset Time)
{
    public static StoredEvent Of(Dictionary<string, AttributeValue> item)
    {
        using JsonDocument pack = JsonDocument.Parse(item.TryGetValue("x", out AttributeValue? x) ? x.S : "{}");
        return new StoredEvent(
            item["sk"].S.Split('#')[1],
            item.TryGetValue("n", out AttributeValue? name) ? name.S : "pageview",
            item.TryGetValue("p", out AttributeValue? path) ? path.S : "/",
            pack.RootElement.TryGetProperty("pr", out JsonElement props) ? props.GetRawText() : "",
            Number("em"),
            Number("es"),
            string.Join(' ', Text("ra"), Text("rc")).Trim(),
            Text("ui"),
            Number("ni") is null,
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(item["t"].N, CultureInfo.InvariantCulture)));

        long? Number(string field) => pack.RootElement.TryGetProperty(field, out JsonElement value) ? value.GetInt64() : null;
        string? Text(string field) => pack.RootElement.TryGetProperty(field, out JsonElement value) ? value.ToString() : null;
    }

    public override string ToString() => $"{Name} {Path}{(Props.Length > 0 ? " " + Props : "")}";
}
