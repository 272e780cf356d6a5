using System.Globalization;
using System.Text.Json;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Exports;

/// <summary>Asks a server to export days to its own bucket.</summary>
internal static class BucketRequest
{
    private const int DaysAtOnce = 366;

    public static async Task SendAsync(AnalyticsServer api, string site, DateOnly first, DateOnly last, bool json, CommandContext context, CancellationToken stop)
    {
        int days = 0;
        for (DateOnly from = first; from <= last; from = from.AddDays(DaysAtOnce))
        {
            DateOnly until = from.AddDays(DaysAtOnce - 1) is var end && end < last ? end : last;
            JsonElement asked = await api.PostAsync($"{site}/maintenance/export?from={DayOptions.Text(from)}&to={DayOptions.Text(until)}", "{}"u8.ToArray(), stop);
            days += asked.GetProperty("days").GetInt32();
        }

        context.Output.Result(json
            ? JsonLine.Object(writer => writer.WriteNumber("days", days))
            : string.Create(CultureInfo.InvariantCulture, $"{days} days are going to be exported to the bucket; those that are there as they were sealed are left."));
    }
}
