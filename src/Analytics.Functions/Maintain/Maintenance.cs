using Analytics.Engine;

namespace Analytics.Functions.Maintain;

/// <summary>What must be done over and over, whoever calls for it: destroys the salts of days that are over.</summary>
internal sealed partial class Maintenance(SaltKeeper salts, ILogger<Maintenance> log)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        int destroyed = await salts.DestroyExpiredAsync(cancellation);
        if (destroyed > 0)
        {
            LogDestroyed(destroyed);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Destroyed {Count} visitor salts: nobody can be recognised in those days any more")]
    private partial void LogDestroyed(int count);
}
