namespace Analytics.Functions.Maintain;

/// <summary>One kind of work that recurs. A run does its steps one after the other; a step that fails ends the run.</summary>
internal interface IMaintenanceStep
{
    /// <summary>Does what is due, and notes in the run what was done as it is done: a run may be cut short.</summary>
    Task RunAsync(MaintenanceRun run, CancellationToken cancellation);
}
