using System.Text.Json;

namespace Analytics.Functions.Assistants;

/// <summary>Which sites there are, and what happens on one.</summary>
internal static class SiteTools
{
    private static readonly string[] Shown = ["id", "name", "domains", "timezone", "isActive"];

    public static AssistantTool ListSites { get; } = new(
        "list_sites",
        "List sites",
        "The sites that can be asked about: id, name, domains, time zone. Other tools take the id or a domain as site_id.",
        [ToolArgument.Limit, ToolArgument.Offset],
        call =>
        {
            (int limit, int offset) = call.Rows();
            return call.HasFaults ? Task.FromResult(call.Refusal()) : call.GetAsync("/api/v2/sites", answer => Sites(answer.GetProperty("sites"), limit, offset));
        });

    public static AssistantTool Realtime { get; } = new(
        "realtime",
        "Realtime",
        "What happens on a site at this moment: the visitors of the last five minutes by page, source, country and device, page views of each of the last thirty minutes, and the newest events.",
        [ToolArgument.Site],
        call =>
        {
            string site = call.SiteInAddress();
            return call.HasFaults ? Task.FromResult(call.Refusal()) : call.GetAsync("/api/v2/realtime/" + site, answer => new ToolAnswer(true, answer.GetProperty("data").GetRawText()));
        });

    // What an assistant needs to ask about a site; its settings would take most of the answer.
    private static ToolAnswer Sites(JsonElement sites, int limit, int offset) => ToolAnswer.Of(writer =>
    {
        JsonElement[] page = [.. sites.EnumerateArray().Skip(offset).Take(limit)];
        writer.WriteStartArray("sites");
        foreach (JsonElement site in page)
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in site.EnumerateObject().Where(member => Shown.Contains(member.Name)))
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        LeftOut.Write(writer, sites.GetArrayLength(), offset, page.Length);
    });
}
