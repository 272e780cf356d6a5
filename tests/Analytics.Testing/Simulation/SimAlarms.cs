using Analytics.Engine.Days;
using Analytics.Functions.Http;
using Amazon.Runtime;
using Analytics.Engine;
using Analytics.Store.Days;

namespace Analytics.Testing.Simulation;

/// <summary>Records what maintenance reports and throws. An outage is not its fault; every other exception is.</summary>
internal sealed class SimAlarms(VirtualTime time, TimeSpan skew)
{
    private static readonly string[] Outages =
    [
        "AmazonServiceException",
        "InternalServerErrorException",
        "ProvisionedThroughputExceededException",
        "TaskCanceledException",
        "TransactionConflictException",
    ];

    public List<string> Faults { get; } = [];

    public int Seals { get; private set; }

    public int Settled { get; private set; }

    public int Tails { get; private set; }

    public int Merges { get; private set; }

    public int Drifts { get; private set; }

    public int Failed { get; private set; }

    public void Hear(DayWork work)
    {
        time.Note($"{work.Site} {work.Day} {work.Step} {work.Outcome} {work.Rows} {work.Drift}");
        bool isDone = work.Outcome == DayOutcome.Done;
        Seals += isDone && work.Step == DayStep.Seal ? 1 : 0;
        Settled += isDone && work.Step == DayStep.Settle ? 1 : 0;
        Tails += isDone && work.Step == DayStep.CompactTail ? 1 : 0;
        Merges += isDone && work.Step == DayStep.Merge ? 1 : 0;
        Drifts += work.Drift != 0 ? 1 : 0;
        Failed += work.Outcome == DayOutcome.Failed ? 1 : 0;
        bool isOutage = work.Outcome == DayOutcome.Failed && Outages.Contains(work.Fault!.Split(':')[0]);
        bool isSkew = work.Drift != 0 && skew > TimeSpan.Zero; // what was received by a clock that is late
        if (work.IsAlarm && !isOutage && !isSkew)
        {
            Faults.Add($"{time.Now:u} alarm: {work}");
        }
    }

    public void Watch(Task task) => task.ContinueWith(
        t =>
        {
            if (t.Exception!.GetBaseException() is var error and not (AmazonServiceException or OperationCanceledException or TimeoutException))
            {
                Faults.Add($"{time.Now:u} the product threw {error}");
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
