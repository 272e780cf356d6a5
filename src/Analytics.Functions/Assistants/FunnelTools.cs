using System.Text.Json;
using Analytics.Functions.Http;

namespace Analytics.Functions.Assistants;

/// <summary>Saved funnels, by their names.</summary>
internal static class FunnelTools
{
    private static readonly ToolArgument Name = new("name", """{"type":"string","description":"The funnel's name or id. Without it, the saved funnels are listed."}""");

    public static AssistantTool Funnel { get; } = new(
        "funnel",
        "Funnel",
        "How many visitors get from step to step of a funnel that was saved for the site; without a name, which funnels there are.",
        [ToolArgument.Site, Name, QuestionArguments.DateRange, ToolArgument.Limit],
        AnswerAsync);

    private static async Task<ToolAnswer> AnswerAsync(ToolCall call)
    {
        string site = call.SiteInAddress(), range = RangeOf(call);
        string? name = call.Text(Name.Name);
        int limit = call.Rows().Limit;
        if (call.HasFaults)
        {
            return call.Refusal();
        }

        string? id = null;
        ToolAnswer list = await call.GetAsync($"/api/v2/sites/{site}/funnels", answer =>
        {
            JsonElement[] funnels = [.. answer.GetProperty("funnels").EnumerateArray()];
            id = (Array.Find(funnels, f => Is(f, "name", name)) is { ValueKind: JsonValueKind.Object } named ? named : Array.Find(funnels, f => Is(f, "id", name))) is { ValueKind: JsonValueKind.Object } found
                ? found.GetProperty("id").GetString()
                : null;
            return name is null || id is not null ? List(funnels, limit) : ToolCall.Refusal(Problem.NotFound("funnel") with { Detail = Names(funnels) });
        });
        return !list.IsGood || id is null ? list
            : await call.GetAsync($"/api/v2/sites/{site}/funnels/{id}/report", answer => Report(answer, limit), QueryString.Create("date_range", range));
    }

    private static bool Is(JsonElement funnel, string member, string? text) => text is not null && funnel.GetProperty(member).ValueEquals(text);

    // The address takes what the question takes, a list divided by a comma.
    private static string RangeOf(ToolCall call) => call.Find(QuestionArguments.DateRange.Name) switch
    {
        null => "30d",
        { ValueKind: JsonValueKind.String } name => name.GetString()!,
        { ValueKind: JsonValueKind.Array } pair => string.Join(',', pair.EnumerateArray().Select(part => part.ToString())),
        { } other => other.GetRawText(),
    };

    private static string Names(JsonElement[] funnels) =>
        funnels.Length == 0 ? "The site has no saved funnel." : "There are: " + string.Join(", ", funnels.Take(100).Select(f => f.GetProperty("name").GetString())) + ".";

    private static ToolAnswer List(JsonElement[] funnels, int limit) => ToolAnswer.Of(writer =>
    {
        writer.WriteStartArray("funnels");
        foreach (JsonElement funnel in funnels.Take(limit))
        {
            funnel.WriteTo(writer);
        }

        writer.WriteEndArray();
        LeftOut.Write(writer, funnels.Length, Math.Min(limit, funnels.Length));
    });

    // A breakdown may have thousands of groups.
    private static ToolAnswer Report(JsonElement answer, int limit) => ToolAnswer.Of(writer =>
    {
        foreach (JsonProperty member in answer.EnumerateObject())
        {
            if (member.Name != "groups")
            {
                member.WriteTo(writer);
                continue;
            }

            int all = member.Value.GetArrayLength();
            writer.WriteStartArray(member.Name);
            foreach (JsonElement group in member.Value.EnumerateArray().Take(limit))
            {
                group.WriteTo(writer);
            }

            writer.WriteEndArray();
            LeftOut.Write(writer, all, Math.Min(limit, all));
        }
    });
}
