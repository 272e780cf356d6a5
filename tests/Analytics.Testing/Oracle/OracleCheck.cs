using System.Text.Json;
using Analytics.Store.Events;
using Xunit;

namespace Analytics.Testing.Oracle;

/// <summary>Compares answers with those of the oracle.</summary>
public static class OracleCheck
{
    /// <summary>Asks about all events of a world.</summary>
    public static Task<int> Agree(RandomWorld world, IReadOnlyList<OracleQuestion> questions, Ask ask, CancellationToken cancellation = default) =>
        Agree(world, "all events", world.Raw, questions, ask, cancellation);

    /// <summary>Asks and compares. A failure names the world, the state, the question and both answers.</summary>
    /// <param name="world">Made from a seed.</param>
    /// <param name="state">The state of the world's events, for errors: <c>sealed</c>.</param>
    /// <param name="events">The events of the world that count in this state, with all copies.</param>
    /// <param name="questions">Questions about the world.</param>
    /// <param name="ask">Asks the code under test; a null answer is not compared.</param>
    /// <param name="cancellation">Stops the questions.</param>
    /// <param name="isExpired">Of which events the kind is kept no longer. Default: of none.</param>
    /// <returns>How many questions were answered or rightly refused.</returns>
    public static async Task<int> Agree(
        RandomWorld world, string state, IReadOnlyCollection<Event> events, IReadOnlyList<OracleQuestion> questions, Ask ask, CancellationToken cancellation, Predicate<Event>? isExpired = null)
    {
        StatsOracle oracle = StatsOracle.For(world, events, isExpired);
        string[] asked = [.. questions.Select(QuestionJson.Write)];
        IReadOnlyList<string?> answers = await ask(asked, cancellation).ConfigureAwait(false);
        Assert.Equal(asked.Length, answers.Count);
        for (int i = 0; i < asked.Length; i++)
        {
            if (answers[i] is { } answer)
            {
                string what = $"seed {world.Seed}, {state}, in {world.Calendar.Zone} at {world.Now:O}: {asked[i]}";
                using JsonDocument json = JsonDocument.Parse(answer);
                bool isRefused = json.RootElement.TryGetProperty("error", out JsonElement error);
                if (OracleRules.IsRefused(questions[i], world))
                {
                    Assert.True(isRefused, $"{what}\nshould be refused");
                }
                else
                {
                    Assert.False(isRefused, $"{what}\nrefused with “{error}”");
                    Compare(what, oracle.Answer(questions[i]), questions[i].Compare.Length > 0, json.RootElement);
                }
            }
        }

        return answers.Count(answer => answer is not null);
    }

    private static void Compare(string what, OracleAnswer expected, bool isCompared, JsonElement answer)
    {
        string[] rows = [.. answer.GetProperty("results").EnumerateArray().Select(row => Line(row, isCompared))];
        Assert.True(rows.SequenceEqual(expected.Lines()), $"{what}\nanswer:\n{string.Join('\n', rows)}\noracle:\n{string.Join('\n', expected.Lines())}");
        JsonElement meta = answer.GetProperty("meta");
        Assert.True(meta.GetProperty("total_rows").GetInt32() == expected.Total, $"{what}\ntotal_rows {meta.GetRawText()}, oracle {expected.Total}");
        string[] labels = meta.TryGetProperty("time_labels", out JsonElement given) ? Strings(given) : [];
        Assert.True(labels.SequenceEqual(expected.TimeLabels), $"{what}\nlabels {string.Join(' ', labels)}\noracle {string.Join(' ', expected.TimeLabels)}");
    }

    private static string Line(JsonElement row, bool isCompared)
    {
        string comparison = "";
        if (isCompared)
        {
            JsonElement other = row.GetProperty("comparison");
            comparison = other.ValueKind == JsonValueKind.Null
                ? OracleRow.Uncompared
                : OracleRow.Comparison(Numbers(other.GetProperty("metrics")), Numbers(other.GetProperty("change")));
        }

        return OracleRow.Text(Strings(row.GetProperty("dimensions")), Numbers(row.GetProperty("metrics")), comparison);
    }

    // Money is an object, {"value": 12.5, "currency": "EUR", …}.
    private static string[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.ValueKind switch
    {
        JsonValueKind.Null => OracleNumber.Text(null),
        JsonValueKind.String => OracleNumber.Text(n.GetDateTimeOffset().ToUnixTimeMilliseconds()),
        JsonValueKind.Object => OracleNumber.Text(n.GetProperty("value").GetDecimal(), n.GetProperty("currency").GetString()!),
        _ => OracleNumber.Text(n.GetDecimal()),
    })];

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(s => s.GetString()!)];
}
