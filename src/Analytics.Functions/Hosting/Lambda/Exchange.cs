using Analytics.Functions.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// One invocation: its event becomes a request, the application answers, and the answer goes back. It always goes back before Lambda
/// ends the process: the application is told half a second ahead, and a quarter of a second later its answer is not waited for any more.
/// </summary>
internal sealed class Exchange(RuntimeApi api, Invocation invocation, bool streams, TimeProvider clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(500);

    // Work of the schedule brings what it has begun to a clean end, and tells what it did.
    private static readonly TimeSpan AheadOfWork = TimeSpan.FromSeconds(3);

    /// <exception cref="InvocationException">It fails, as foreseen.</exception>
    public async Task RunAsync<TContext>(IHttpApplication<TContext> app) where TContext : notnull
    {
        if (LambdaEvents.Read(invocation.Event) is not { } request)
        {
            await TellAsync(new Problem("The request cannot be read", StatusCodes.Status400BadRequest));
            return;
        }

        bool leaves = streams && !request.IsInternal;
        using var noTime = new CancellationTokenSource();
        using var deadline = Deadline(request.IsInternal ? AheadOfWork : Ahead);
        var response = new LambdaResponse(HttpMethods.IsHead(request.Method), leaves ? OpenAsync : null);
        Task<Exception?> work = ProcessAsync(app, Features(request, response, deadline.Token), response, deadline.Token);
        bool inTime = await Task.WhenAny(work, Task.Delay(Left(Ahead / 2), clock, noTime.Token)) == work;
        await noTime.CancelAsync();
        if (!inTime)
        {
            response.Abandon();
        }

        Exception? failure = inTime ? await work : new OperationCanceledException();
        bool outOfTime = !inTime || (deadline.IsCancellationRequested && (failure is OperationCanceledException || !response.HasStarted));
        Problem? instead = outOfTime ? Problem.OutOfTime : failure is not null ? Failed : null;
        if (request.IsInternal)
        {
            await AnswerInternalAsync(response, instead);
        }
        else if (response.Leaving is { } begun)
        {
            await using (begun)
            {
                await begun.CompleteAsync(instead is null ? null : new FunctionError(outOfTime ? "OutOfTime" : "Failed", instead.Title, []));
            }
        }
        else if (instead is not null)
        {
            await TellAsync(instead);
        }
        else
        {
            await api.AnswerAsync(invocation, Answer.Whole(response));
        }

        if (failure is not null and not OperationCanceledException)
        {
            throw new ReportedException(failure);
        }
    }

    private static Problem Failed { get; } = new("Failed", StatusCodes.Status500InternalServerError, "This is a fault of the server.");

    private static async Task<Exception?> ProcessAsync<TContext>(
        IHttpApplication<TContext> app, FeatureCollection features, LambdaResponse response, CancellationToken deadline) where TContext : notnull
    {
        await Task.Yield(); // so that an application that never awaits does not keep the clock from being watched
        TContext context = app.CreateContext(features);
        Exception? failure = null;
        try
        {
            await app.ProcessRequestAsync(context);
            if (response.HasStarted || !deadline.IsCancellationRequested)
            {
                await response.CompleteAsync(); // what it left unsaid when its time was up is no answer
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        await response.EndAsync();
        app.DisposeContext(context, failure);
        return failure;
    }

    private FeatureCollection Features(LambdaRequest request, LambdaResponse response, CancellationToken aborted)
    {
        FeatureCollection features = request.ToFeatures(response, invocation.Id, aborted);

        // Also where it could leave as it is written: who looks would hold an instance, some sixty dollars a month.
        features.Set(new AnswerLimits(MayLast: false, invocation.Deadline));
        return features;
    }

    private async Task AnswerInternalAsync(LambdaResponse response, Problem? instead)
    {
        int status = instead?.Status ?? response.StatusCode;
        if (status is < 200 or > 299)
        {
            throw new InvocationException("InternalRouteFailed", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The event's route answered {status}; the log says why."));
        }

        await api.AnswerAsync(invocation, response.Kept.IsEmpty ? "null"u8.ToArray() : response.Kept);
    }

    // In the place of an answer of which nothing has left.
    private async Task TellAsync(Problem problem)
    {
        if (!streams)
        {
            await api.AnswerAsync(invocation, Answer.Whole(problem));
            return;
        }

        await using StreamedAnswer answer = await OpenAsync(Answer.Head(problem));
        await answer.WriteAsync(problem.ToJson(), CancellationToken.None);
        await answer.CompleteAsync(null);
    }

    private async Task<StreamedAnswer> OpenAsync(LambdaResponse response)
    {
        StreamedAnswer answer = await api.OpenAsync(invocation, CancellationToken.None);
        await answer.WriteAsync(Answer.Prelude(response), CancellationToken.None);
        return answer;
    }

    private CancellationTokenSource Deadline(TimeSpan ahead)
    {
        TimeSpan left = Left(ahead);
        var source = new CancellationTokenSource(left > TimeSpan.Zero ? left : Timeout.InfiniteTimeSpan, clock);
        if (left == TimeSpan.Zero)
        {
            source.Cancel();
        }

        return source;
    }

    // Never more than half of what there is, so that a function with a short time-out does something too.
    private TimeSpan Left(TimeSpan ahead)
    {
        TimeSpan left = invocation.Deadline - clock.GetUtcNow();
        TimeSpan until = left - (ahead < left / 2 ? ahead : left / 2);
        return until <= TimeSpan.Zero ? TimeSpan.Zero : until < TimeSpan.FromDays(1) ? until : TimeSpan.FromDays(1);
    }
}
