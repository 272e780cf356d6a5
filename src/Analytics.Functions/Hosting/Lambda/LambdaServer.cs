using Analytics.Functions.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>
/// In the place of Kestrel: asks the Runtime API for one invocation after the other and lets the application answer it. The application
/// knows nothing of it.
/// </summary>
internal sealed class LambdaServer(
    RuntimeApi api, LambdaServerOptions options, IHostApplicationLifetime lifetime, ILogger<LambdaServer> log) : IServer
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask, _rehearsal = Task.CompletedTask;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>Why it ended by itself; null where it was stopped, or runs.</summary>
    public Exception? Failure { get; private set; }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
    {
        Features.Set<IServerAddressesFeature>(new ServerAddressesFeature());
        _loop = Task.Run(() => ServeAsync(application), CancellationToken.None);
        _rehearsal = options.Rehearses ? Task.Run(() => Rehearsal.RunAsync(application, _stopping.Token), CancellationToken.None) : _rehearsal;
        return Task.CompletedTask;
    }

    /// <summary>Takes no further invocation, and ends when the current one is answered.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_loop, _rehearsal).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task ServeAsync<TContext>(IHttpApplication<TContext> application) where TContext : notnull
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                Invocation invocation = await api.NextAsync(_stopping.Token);
                Invocation.Current = invocation;
                Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId); // the SDK tells it to the services that it calls
                await AnswerAsync(application, invocation);
                Invocation.Current = null;
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            // Without the Runtime API there is nothing to do and nobody to tell.
            Failure = failure;
            string kind = failure.GetType().Name;
            log.RuntimeApiGone(kind);
            lifetime.StopApplication();
        }
    }

    private async Task AnswerAsync<TContext>(IHttpApplication<TContext> application, Invocation invocation) where TContext : notnull
    {
        try
        {
            await new Exchange(api, invocation, options.StreamsAnswers, options.Clock).RunAsync(application);
        }
        catch (ReportedException reported)
        {
            log.ServerFailed(reported.InnerException!.GetType().Name, reported.InnerException.StackTrace);
        }
        catch (InvocationException failure)
        {
            log.InvocationRefused(failure.Kind, failure.Message);
            await api.FailAsync(invocation, FunctionError.Of(failure));
        }
        catch (Exception failure)
        {
            log.ServerFailed(failure.GetType().Name, failure.StackTrace);
            await api.FailAsync(invocation, FunctionError.Of(failure));
        }
    }
}
