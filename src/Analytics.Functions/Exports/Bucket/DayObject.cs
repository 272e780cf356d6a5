using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Analytics.Store.Events;

namespace Analytics.Functions.Exports.Bucket;

/// <summary>
/// The object of a day. It is put in parts as it is compressed, so that a day of any size takes a few megabytes of memory, and appears when
/// the last of them is there; a small one in one go.
/// </summary>
internal sealed class DayObject(IAmazonS3 client, string bucket, string key)
{
    /// <summary>S3 takes parts from 5 MB on, 10,000 at most: some forty billion events.</summary>
    public const int PartBytes = 8 << 20;

    private const int LineBytes = 64 << 10;

    public async Task PutAsync(IAsyncEnumerable<Event> events, CancellationToken cancellation)
    {
        var parts = new ObjectParts(client, bucket, key);
        try
        {
            using var compressed = new MemoryStream();
            await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            {
                var lines = new ArrayBufferWriter<byte>(2 * LineBytes);
                await using var json = new Utf8JsonWriter(lines, ExportLine.Options);
                await foreach (Event e in events.WithCancellation(cancellation))
                {
                    ExportLine.Write(json, e);
                    json.Flush();
                    json.Reset();
                    lines.Write("\n"u8);
                    if (lines.WrittenCount >= LineBytes)
                    {
                        gzip.Write(lines.WrittenSpan);
                        lines.ResetWrittenCount();
                        if (compressed.Length >= PartBytes)
                        {
                            await parts.AddAsync(compressed, cancellation);
                        }
                    }
                }

                gzip.Write(lines.WrittenSpan);
            }

            await parts.CompleteAsync(compressed, cancellation);
        }
        catch
        {
            await parts.AbortAsync();
            throw;
        }
    }

    public Task DeleteAsync(CancellationToken cancellation) =>
        client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = key }, cancellation);
}
