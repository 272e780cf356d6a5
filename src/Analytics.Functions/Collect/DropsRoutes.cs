using System.Text.Json.Serialization;
using Analytics.Engine.Recording;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Calendars;
using Analytics.Store.Drops;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect;

/// <summary>Why a site's events were dropped: the answer to "where are my visits?".</summary>
internal static class DropsRoutes
{
    private const int UsualDays = 30;
    private const int MostDays = 400;

    public static void MapDrops(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v2/sites/{id}/drops", Get).Needs(Scopes.Stats).Reads("from", "to");

    private static async Task<IResult> Get(HttpContext context, OwnSite own, DropTally drops, TimeProvider clock)
    {
        List<InputFault> faults = [];
        LocalDay to = DayOf(context.Request, "to", faults) ?? own.Site.Calendar.DayOf(clock.GetUtcNow());
        LocalDay from = DayOf(context.Request, "from", faults) ?? to.Plus(1 - UsualDays);
        if (faults.Count == 0 && (from > to || from.Plus(MostDays) <= to))
        {
            faults.Add(new InputFault("from", $"must not be after `to`, nor {MostDays} days or more before it"));
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid(faults);
        }

        IReadOnlyList<DayDrops> days = await drops.ReadAsync(own.Site.Id, from, to, context.RequestAborted);
        Dictionary<string, long> sum = days.SelectMany(d => d.Counts).GroupBy(c => c.Key, c => c.Value).ToDictionary(g => g.Key, g => g.Sum());
        return Results.Json(new DropsView(sum, [.. days.Select(d => new DayDropsView(d.Day.ToString(), d.Counts))]), DropsJson.Default.DropsView);
    }

    private static LocalDay? DayOf(HttpRequest request, string name, List<InputFault> faults)
    {
        string text = request.Query[name].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (LocalDay.TryParseAsked(text, out LocalDay day))
        {
            return day;
        }

        faults.Add(new InputFault(name, LocalDay.AskedRule));
        return null;
    }
}

/// <summary>Drops by reason, in all and by day: a lower bound, because each instance counts in its memory for some minutes.</summary>
internal sealed record DropsView(IReadOnlyDictionary<string, long> Drops, IReadOnlyList<DayDropsView> Days);

/// <summary>Those of one of the site's days.</summary>
internal sealed record DayDropsView(string Date, IReadOnlyDictionary<string, long> Drops);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DropsView))]
internal sealed partial class DropsJson : JsonSerializerContext;
