using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Store.Calendars;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Metrics;

namespace Analytics.Functions.Stats;

/// <summary>
/// What qualifies the numbers of an answer: events that came late, a sample, metrics that are null or incomplete. In the Stats API's own form
/// it is part of <c>meta</c>; beside a table, and beside a report whose form has no place for it, it is a header.
/// </summary>
internal static class StatsWarnings
{
    /// <summary>The same words as <c>meta</c>, as JSON; absent where there is nothing to say.</summary>
    public const string Header = "x-analytics-warnings";

    private const int MostDays = 60; // a front passes on some 8 KB of headers

    /// <summary>Writes the members of <c>meta</c>.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, StatsResult result) => WriteMembers(writer, [result], int.MaxValue);

    /// <summary>Tells them in a header, of all answers together.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="results">What it is made of.</param>
    /// <param name="writeMore">Writes more members. Default none.</param>
    public static void Tell(HttpResponse response, IReadOnlyList<StatsResult> results, Action<Utf8JsonWriter>? writeMore = null) => Tell(response, writer =>
    {
        WriteMembers(writer, results, MostDays);
        writeMore?.Invoke(writer);
    });

    /// <summary>Tells what these members say.</summary>
    public static void Tell(HttpResponse response, Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer)) // its usual encoder writes ASCII alone, as headers must be
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        if (buffer.WrittenCount > 2)
        {
            response.Headers[Header] = Encoding.ASCII.GetString(buffer.WrittenSpan);
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, IReadOnlyList<StatsResult> results, int mostDays)
    {
        LocalDay[] late = [.. results.SelectMany(result => result.LateDays).Distinct().Order()];
        if (late.Length > 0)
        {
            writer.WriteBoolean("late_events_pending", true);
            writer.WriteStartArray("late_events_pending_days");
            foreach (LocalDay day in late.Take(mostDays))
            {
                writer.WriteStringValue(day.ToString());
            }

            writer.WriteEndArray();
            if (late.Length > mostDays)
            {
                writer.WriteNumber("late_events_pending_more_days", late.Length - mostDays);
            }
        }

        if (results.Select(result => result.Sample).MaxBy(sample => sample?.ExpectedError) is { } worst)
        {
            writer.WriteStartObject("sample");
            writer.WriteNumber("rate", Math.Round(worst.Rate, 6));
            writer.WriteNumber("expected_error", Math.Round(worst.ExpectedError, 6));
            writer.WriteEndObject();
        }

        if (results.Any(result => result.Warnings.Count > 0))
        {
            writer.WriteStartObject("metric_warnings");
            foreach ((Metric metric, MetricWarning warning, StatsResult result) in results.SelectMany(r => r.Warnings.Select(w => (w.Metric, w.Warning, r))).DistinctBy(w => w.Metric.Name))
            {
                WriteWarning(writer, metric, warning, result);
            }

            writer.WriteEndObject();
        }
    }

    private static void WriteWarning(Utf8JsonWriter writer, Metric metric, MetricWarning warning, StatsResult result)
    {
        (string code, string text) = warning switch
        {
            MetricWarning.SeveralCurrencies => ("no_single_revenue_currency",
                "The events that count carry money of several currencies, which is not added: break it down by event:currency, filter by it, or set the site's reporting currency."),
            MetricWarning.OtherCurrencies => ("other_currencies_left_out",
                $"Only money in {result.Query.Currency}, the site's reporting currency, counts. Break it down by event:currency to see all of it."),
            MetricWarning.TextsLeftOut => ("texts_left_out",
                "Some of the events that count have a text there that is no number. They have no part in this figure."),
            _ => ("no_revenue_goals_matching", "None of the events that count carries money."),
        };
        writer.WriteStartObject(metric.Name);
        writer.WriteString("code", code);
        writer.WriteString("warning", text);
        if (warning == MetricWarning.TextsLeftOut)
        {
            writer.WriteNumber("left_out", result.TextsLeftOut.First(texts => texts.Metric.Equals(metric)).Events);
        }

        if (warning == MetricWarning.OtherCurrencies)
        {
            writer.WriteStartArray("left_out");
            foreach (MetricValue money in result.OtherMoney)
            {
                MoneyJson.Write(writer, money);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
