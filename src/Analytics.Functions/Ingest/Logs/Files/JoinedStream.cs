namespace Analytics.Functions.Ingest.Logs.Files;

/// <summary>Several streams, read one after the other.</summary>
internal sealed class JoinedStream(params Stream[] parts) : ForwardStream
{
    private int _part;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; _part < parts.Length; _part++)
        {
            int read = await parts[_part].ReadAsync(buffer, cancellationToken);
            if (read > 0)
            {
                return read;
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (Stream part in parts)
        {
            part.Dispose();
        }

        base.Dispose(disposing);
    }
}
