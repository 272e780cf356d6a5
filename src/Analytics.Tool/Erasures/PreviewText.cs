using System.Text.Json;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Erasures;

/// <summary>What would be erased: a line for each day that loses something, and their sum.</summary>
internal static class PreviewText
{
    private static readonly string[] Counts = ["events", "pageviews", "visits", "visitors"];

    public static void Write(CommandContext context, bool isJson, JsonElement preview)
    {
        if (isJson)
        {
            context.Output.Result(preview.GetRawText());
            return;
        }

        if (preview.TryGetProperty("byDay", out JsonElement days))
        {
            IReadOnlyList<IReadOnlyList<string>> rows = [.. days.EnumerateArray().Select(day => Row(day.GetProperty("day").ToString(), day)), Row("in all", preview)];
            foreach (string line in Columns.Of(["DAY", .. Counts.Select(count => count.ToUpperInvariant())], rows))
            {
                context.Output.Result(line);
            }
        }
        else
        {
            context.Output.Result($"{preview.GetProperty("events")} events of {preview.GetProperty("days")} days");
        }

        context.Output.Note(preview.GetProperty("complete").GetBoolean()
            ? "Nothing was changed: the same with --yes and without --dry-run erases it."
            : "Not all days could be read in fifteen seconds: there may be more. Ask for fewer days with --from and --to.");
    }

    private static IReadOnlyList<string> Row(string name, JsonElement counts) => [name, .. Counts.Select(count => counts.GetProperty(count).ToString())];
}
