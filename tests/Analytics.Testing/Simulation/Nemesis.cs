using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Analytics.Testing.Simulation;

/// <summary>Carries the calls of processes to a <see cref="FakeDatabase"/>, badly.</summary>
public sealed class Nemesis(Random random, VirtualTime time, FakeDatabase database)
{
    // What was sent arrives within half a minute, whether the caller still waits or not: so a call of twenty seconds' deadline has done
    // all it does a minute after it began.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // Of the SDK, the first included.
    private const int MostAttempts = 3;

    /// <summary>How likely the faults are; set it to <see cref="FaultRates.Calm"/> to let the world recover.</summary>
    public FaultRates Rates { get; set; } = FaultRates.Calm;

    /// <summary>Called for every request that the database carried out.</summary>
    public Action<AmazonWebServiceRequest>? Done { get; set; }

    /// <summary>The client of a process.</summary>
    public FakeDynamoDb ClientOf(SimProcess process) => FakeDynamoDb.Through((request, cancellation) => DeliverAsync(process, request, cancellation));

    private Task<AmazonWebServiceResponse> DeliverAsync(SimProcess process, AmazonWebServiceRequest request, CancellationToken cancellation)
    {
        time.RequireThread();
        var answer = new TaskCompletionSource<AmazonWebServiceResponse>();
        if (!process.IsAlive)
        {
            return answer.Task;
        }

        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<AmazonWebServiceResponse>(cancellation);
        }

        var call = new SimCall(process, request, answer, cancellation.Register(() => Answer(process, () => answer.TrySetCanceled(cancellation))));
        Attempt(call, MostAttempts);
        return answer.Task;
    }

    private void Attempt(SimCall call, int left)
    {
        Fault fault = Rates.Pick(random);
        time.Note($"{call.Process.Name} {call.Name}{(fault == Fault.None ? "" : " " + fault)}", call.Describe);
        Carry(call, fault, left - 1);
    }

    private void Carry(SimCall call, Fault fault, int left)
    {
        TimeSpan there = Some(15), back = Some(15), patience = Some(15_000);
        switch (fault)
        {
            case Fault.Lost:
                time.After(patience, () => AgainOr(call, left, TimedOut()));
                break;
            case Fault.Unanswered:
                time.After(there, () => Do(call));
                time.After(there + patience, () => AgainOr(call, left, TimedOut()));
                break;
            case Fault.Late:
                time.After(patience, () => AgainOr(call, left, TimedOut()));
                time.After(patience + Some((LongestDelay - patience).TotalMilliseconds), () => Do(call));
                break;
            case Fault.Throttled:
                time.After(there + back, () => AgainOr(call, left, new ProvisionedThroughputExceededException("Too busy.") { ErrorCode = "ProvisionedThroughputExceededException" }));
                break;
            case Fault.Failed:
                if (random.Next(2) == 0)
                {
                    time.After(there, () => Do(call));
                }

                time.After(there + back, () => AgainOr(call, left, new InternalServerErrorException("Internal error.") { ErrorCode = "InternalServerError", StatusCode = HttpStatusCode.InternalServerError }));
                break;
            case Fault.Conflict when call.Conflict() is { } conflict:
                time.After(there + back, () => Fail(call, conflict));
                break;
            case Fault.Kill:
                if (random.Next(2) == 0)
                {
                    time.After(there, () => Do(call));
                }

                time.After(Some(30), call.Process.Kill);
                break;
            default:
                time.After(there + (fault == Fault.Slow ? Some(LongestDelay.TotalMilliseconds) : TimeSpan.Zero), () => DoAndAnswer(call, fault, back));
                break;
        }
    }

    // As the SDK does, unless the caller has given up.
    private void AgainOr(SimCall call, int left, Exception error)
    {
        if (left > 0 && call.Process.IsAlive && !call.Answer.Task.IsCompleted)
        {
            time.After(Some(500), () => Attempt(call, left));
        }
        else
        {
            Fail(call, error);
        }
    }

    private void DoAndAnswer(SimCall call, Fault fault, TimeSpan back)
    {
        DateTimeOffset? asOf = fault == Fault.Stale ? time.Now - Some(3_000) : null;
        try
        {
            AmazonWebServiceResponse response = fault == Fault.Partial
                ? call.DoPart(random, request => Execute(request, asOf))
                : Execute(call.Request, asOf);
            time.After(back, () => Answer(call.Process, () => call.Answer.TrySetResult(response)));
        }
        catch (AmazonServiceException refusal)
        {
            time.After(back, () => Fail(call, refusal));
        }
    }

    // Nobody waits for the answer any more.
    private void Do(SimCall call)
    {
        try
        {
            _ = Execute(call.Request);
        }
        catch (AmazonServiceException)
        {
            // Refused, and nobody learns of it.
        }
    }

    private AmazonWebServiceResponse Execute(AmazonWebServiceRequest request, DateTimeOffset? asOf = null)
    {
        AmazonWebServiceResponse response = database.Execute(request, asOf);
        Done?.Invoke(request);
        return response;
    }

    private static void Fail(SimCall call, Exception error) => Answer(call.Process, () => call.Answer.TrySetException(error));

    private static void Answer(SimProcess process, Action answer)
    {
        if (process.IsAlive)
        {
            answer();
        }
    }

    // The SDK reports the end of its patience in more than one way.
    private Exception TimedOut() => random.Next(2) == 0
        ? new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout.", new TimeoutException())
        : new AmazonServiceException("The connection was closed.", new HttpRequestException("The response ended prematurely."));

    private TimeSpan Some(double milliseconds) => TimeSpan.FromMilliseconds(1 + (random.NextDouble() * milliseconds));
}
