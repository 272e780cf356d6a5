using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Analytics.Functions.Exports.Bucket;

/// <summary>An object that is put in parts, if it is more than one.</summary>
internal sealed class ObjectParts(IAmazonS3 client, string bucket, string key)
{
    private const string ContentType = "application/gzip";
    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(5);
    private readonly List<PartETag> _parts = [];
    private string? _upload;

    /// <summary>Takes what was written so far, and empties it.</summary>
    public async Task AddAsync(MemoryStream written, CancellationToken cancellation)
    {
        _upload ??= (await client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = ContentType }, cancellation)).UploadId;
        UploadPartResponse part = await client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = _upload,
                PartNumber = _parts.Count + 1,
                InputStream = Read(written),
                PartSize = written.Length,
                UseChunkEncoding = false,
            },
            cancellation);
        _parts.Add(new PartETag(_parts.Count + 1, part.ETag));
        written.SetLength(0);
    }

    /// <summary>Puts the rest, and with it the object appears.</summary>
    public async Task CompleteAsync(MemoryStream rest, CancellationToken cancellation)
    {
        if (_upload is null)
        {
            _ = await client.PutObjectAsync(
                new PutObjectRequest { BucketName = bucket, Key = key, ContentType = ContentType, InputStream = Read(rest), UseChunkEncoding = false }, cancellation);
            return;
        }

        await AddAsync(rest, cancellation);
        _ = await client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = _upload, PartETags = _parts }, cancellation);
    }

    /// <summary>Leaves nothing behind, as far as that can be had: what a killed process leaves goes by the bucket's lifecycle.</summary>
    public async Task AbortAsync()
    {
        if (_upload is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(AbortLimit);
        try
        {
            _ = await client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = _upload }, limit.Token);
        }
        catch (Exception failed) when (failed is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            // Why the object could not be put says more.
        }
    }

    private static MemoryStream Read(MemoryStream written) => new(written.GetBuffer(), 0, (int)written.Length, writable: false);
}
