using Analytics.Engine.Recording;

namespace Analytics.Functions.Maintain;

/// <summary>Finds out, for an alarm, whether all sites together have taken as many events today as the deployment allows.</summary>
internal sealed class BudgetStep(EventBudget budget) : IMaintenanceStep
{
    public async Task RunAsync(MaintenanceRun run, CancellationToken cancellation) =>
        run.IsBudgetExceeded = await budget.IsUsedUpAsync(cancellation);
}
