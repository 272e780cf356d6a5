using System.Text.Json.Serialization;
using Analytics.Functions.Callers;

namespace Analytics.Functions.Maintain;

/// <summary>What a schedule calls, where a schedule takes the place of the timer.</summary>
internal static class MaintenanceEvent
{
    public static void MapMaintenanceEvent(this IEndpointRouteBuilder routes) => routes.MapPost("/internal/maintain", Run).Internal();

    // A run that is cut short by its deadline is no failure: it would only be repeated at once, and the next minute's goes on anyway.
    private static async Task<IResult> Run(HttpContext context, Maintenance maintenance)
    {
        MaintenanceRun run = await maintenance.RunAsync(context.RequestAborted);
        return Results.Json(
            new MaintenanceRunView(run.IsComplete, run.SaltsDestroyed, run.Left.Count, run.Drift, run.Faults), MaintenanceRunJson.Default.MaintenanceRunView);
    }
}

/// <summary>What a run did, for a person who calls the function by hand.</summary>
internal sealed record MaintenanceRunView(bool Complete, int SaltsDestroyed, int DaysLeft, long Drift, int Faults);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MaintenanceRunView))]
internal sealed partial class MaintenanceRunJson : JsonSerializerContext;
