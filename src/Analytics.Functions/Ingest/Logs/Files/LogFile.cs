namespace Analytics.Functions.Ingest.Logs.Files;

/// <summary>Opens bytes as text: plain or gzip, from a file or from a pipe.</summary>
internal static class LogFile
{
    /// <summary>The text; or why there is none, a phrase that continues "the file".</summary>
    /// <param name="bytes">Need not be able to seek. The text owns them.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<(Stream? Text, string? Refusal)> OpenAsync(Stream bytes, CancellationToken cancellation)
    {
        byte[] head = new byte[FileKind.Head];
        int length = await bytes.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        if (FileKind.Refusal(head.AsSpan(0, length)) is { } refusal)
        {
            await bytes.DisposeAsync();
            return (null, refusal);
        }

        var whole = new JoinedStream(new MemoryStream(head, 0, length, writable: false), bytes);
        return (FileKind.IsGzip(head.AsSpan(0, length)) ? new CheckedGzip(whole) : whole, null);
    }
}
