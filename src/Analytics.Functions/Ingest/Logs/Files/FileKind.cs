namespace Analytics.Functions.Ingest.Logs.Files;

/// <summary>What bytes are, by how they begin.</summary>
internal static class FileKind
{
    /// <summary>So many bytes are looked at.</summary>
    public const int Head = 512;

    private static readonly (byte[] Signature, string Name, string Remedy)[] Refused =
    [
        ([0x50, 0x41, 0x52, 0x31], "Parquet", "have the logs written as text or JSON, or turn them into JSON lines"),
        ([0x42, 0x5a, 0x68], "bzip2", "unpack it, and send it as text or gzip"),
        ([0x50, 0x4b, 0x03, 0x04], "a zip archive", "unpack it, and send its files one by one"),
        ([0x50, 0x4b, 0x05, 0x06], "a zip archive", "it is empty"),
        ([0x28, 0xb5, 0x2f, 0xfd], "zstd", "unpack it, and send it as text or gzip"),
        ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "xz", "unpack it, and send it as text or gzip"),
        ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "a 7z archive", "unpack it, and send its files one by one"),
        ([0x04, 0x22, 0x4d, 0x18], "lz4", "unpack it, and send it as text or gzip"),
        ([0x1f, 0x9d], "a file of compress (.Z)", "unpack it, and send it as text or gzip"),
        ([0x4f, 0x62, 0x6a, 0x01], "Avro", "turn it into JSON lines"),
        ([0x4f, 0x52, 0x43], "ORC", "turn it into JSON lines"),
        ([0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], "an SQLite database", "send the log itself"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF", "send the log itself"),
    ];

    /// <summary>Whether it is gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head is [0x1f, 0x8b, ..];

    /// <summary>Why it can be no log, a phrase that continues "the file"; null where it may be one.</summary>
    public static string? Refusal(ReadOnlySpan<byte> head)
    {
        foreach ((byte[] signature, string name, string remedy) in Refused)
        {
            if (head.StartsWith(signature))
            {
                return $"is {name}: {remedy}";
            }
        }

        if (head.Length > 262 && head.Slice(257, 5).SequenceEqual("ustar"u8))
        {
            return "is a tar archive: unpack it, and send its files one by one";
        }

        bool isWide = head is [0xff, 0xfe, ..] or [0xfe, 0xff, ..];
        return !isWide && !IsGzip(head) && head.Contains((byte)0) ? "is no text: it holds bytes of 0" : null;
    }
}
