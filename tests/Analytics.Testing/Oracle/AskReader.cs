using Analytics.Engine.Stats;
using Analytics.Store.Stats.Terms;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Engine;
using Analytics.Functions.Stats;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Testing.Oracle;

/// <summary>Asks the product, from the text of a question to the text of its answer.</summary>
public static class AskReader
{
    private static readonly JsonWriterOptions AsSent = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All questions at once, of a reader of the world's events in whatever state.</summary>
    public static Ask Of(RandomWorld world, StatsReader reader, Site? stored = null) => async (questions, cancellation) =>
    {
        SiteTerms terms = WorldTerms.Of(world);
        StatsQueryOutcome[] parsed = [.. questions.Select(json => StatsQueryJson.Parse(Encoding.UTF8.GetBytes(json), world.Site, world.Now, terms))];
        var results = new Queue<StatsResult>(await reader.ReadAsync(
            stored ?? world.Site, [.. parsed.OfType<StatsQueryOutcome.Accepted>().Select(a => a.Query)], cancellation).ConfigureAwait(false));
        return Array.ConvertAll(parsed, outcome => outcome is StatsQueryOutcome.Refused refused
            ? Written(writer => StatsResultJson.WriteError(writer, refused.Error))
            : Written(writer => StatsResultJson.Write(writer, world.Site, "example.com", results.Dequeue())));
    };

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, AsSent))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
