using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.Testing.Oracle;

/// <summary>
/// The second oracle: a Node process that answers questions about many worlds in SQL, by DuckDB (<c>tests/duckdb</c>). It does not say
/// comparisons and labels of time.
/// </summary>
public static class DuckDb
{
    /// <summary>For each world its answers, which are null where DuckDB is not asked.</summary>
    public static async Task<IReadOnlyList<Ask>> AnswerAsync(
        IReadOnlyList<(RandomWorld World, IReadOnlyList<OracleQuestion> Questions)> asked, CancellationToken cancellation)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("duckdb-");
        try
        {
            await WriteAsync(directory, "events.ndjson", asked.SelectMany(a => a.World.Raw.Select(e => DuckDbJson.Of(e, a.World.Seed))), cancellation).ConfigureAwait(false);
            await WriteAsync(directory, "zones.ndjson", asked.SelectMany(a => DuckDbJson.ZonesOf(a.World)), cancellation).ConfigureAwait(false);
            await WriteAsync(directory, "worlds.ndjson", asked.Select(a => DuckDbJson.Of(a.World, a.Questions)), cancellation).ConfigureAwait(false);
            new Command("node", Repository.At("tests/duckdb/answer.mjs"), directory.FullName).Succeed();
            string[] lines = await File.ReadAllLinesAsync(Path.Combine(directory.FullName, "answers.ndjson"), cancellation).ConfigureAwait(false);
            return [.. lines.Select(AskOf)];
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static Ask AskOf(string line)
    {
        string?[] answers = [.. JsonNode.Parse(line)!.AsArray().Select(a => a?.GetValue<string>())];
        return (_, _) => Task.FromResult<IReadOnlyList<string?>>(answers);
    }

    private static Task WriteAsync(DirectoryInfo directory, string name, IEnumerable<JsonNode> lines, CancellationToken cancellation) =>
        File.WriteAllLinesAsync(Path.Combine(directory.FullName, name), lines.Select(line => line.ToJsonString(JsonSerializerOptions.Default)), cancellation);
}
