using System.Text;
using System.Text.Json;
using Analytics.Functions.Stats;
using Analytics.Store.Sites;
using Analytics.Store.Stats;

namespace Analytics.Functions.Tests.Stats;

/// <summary>Questions and answers as they go over the wire.</summary>
internal static class Wire
{
    public static StatsQueryOutcome Parse(string json, Site? site = null, DateTimeOffset? now = null) =>
        StatsQueryJson.Parse(Encoding.UTF8.GetBytes(json), site ?? Some.Site(), now ?? Some.Noon);

    public static StatsQuery Accepted(string json, Site? site = null, DateTimeOffset? now = null) =>
        Parse(json, site, now) switch
        {
            StatsQueryOutcome.Accepted accepted => accepted.Query,
            StatsQueryOutcome.Refused refused => throw new Xunit.Sdk.XunitException($"{json} was refused: {refused.Error}"),
            _ => throw new InvalidOperationException(),
        };

    public static string Refused(string json, Site? site = null) => Assert.IsType<StatsQueryOutcome.Refused>(Parse(json, site)).Error;

    public static string Written(Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
