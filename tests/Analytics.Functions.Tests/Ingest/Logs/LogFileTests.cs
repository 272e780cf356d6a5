using System.IO.Compression;
using System.Text;
using Analytics.Functions.Ingest.Logs.Files;

namespace Analytics.Functions.Tests.Ingest.Logs;

/// <summary>Bytes as lines: whole or refused, in bounded memory.</summary>
public sealed class LogFileTests
{
    private const string Text = "one\ntwo\r\n\nfour";

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(true, 3)]
    public async Task Lines_are_read_from_text_and_from_gzip_of_any_number_of_members(bool packed, int members)
    {
        byte[] bytes = packed ? [.. Enumerable.Range(0, members).SelectMany(i => Packed(Text[(Text.Length * i / members)..(Text.Length * (i + 1) / members)]))] : Encoding.UTF8.GetBytes(Text);

        Assert.Equal(["one", "two", "", "four"], await LinesAsync(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("a\n")]
    public async Task An_end_of_line_at_the_end_begins_no_line(string text) =>
        Assert.Equal(text.Count(c => c == '\n'), (await LinesAsync(Encoding.UTF8.GetBytes(text))).Count);

    [Fact]
    public async Task A_mark_of_utf8_or_utf16_is_no_part_of_a_line()
    {
        Assert.Equal(["õ"], await LinesAsync([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("õ")]));
        Assert.Equal(["õ"], await LinesAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("õ")]));
    }

    [Fact]
    public async Task Gzip_that_is_cut_anywhere_is_damaged()
    {
        byte[] whole = Packed(string.Concat(Enumerable.Range(0, 500).Select(i => $"line {i}\n")));
        for (int length = 2; length < whole.Length; length += 7)
        {
            _ = await Assert.ThrowsAsync<InvalidDataException>(() => LinesAsync(whole[..length]));
        }
    }

    [Fact]
    public async Task Gzip_that_is_cut_after_a_flushed_line_is_damaged()
    {
        using var packed = new MemoryStream();
        using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
        gzip.Write("one\ntwo\n"u8);
        gzip.Flush();

        _ = await Assert.ThrowsAsync<InvalidDataException>(() => LinesAsync(packed.ToArray()));
    }

    [Fact]
    public async Task Gzip_with_a_wrong_checksum_or_something_behind_it_is_damaged()
    {
        byte[] whole = Packed(Text), wrong = [.. whole];
        wrong[^5] ^= 1;

        _ = await Assert.ThrowsAsync<InvalidDataException>(() => LinesAsync(wrong));
        _ = await Assert.ThrowsAsync<InvalidDataException>(() => LinesAsync([.. whole, .. "more"u8]));
    }

    [Fact]
    public async Task A_long_line_is_cut_and_said_to_be_too_long_and_the_next_one_is_read()
    {
        using var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(new string('a', 100_000) + "\nb")), longest: 1000);

        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal((true, 1000), (reader.IsTooLong, reader.Line.Length));
        Assert.True(await reader.ReadAsync(CancellationToken.None));
        Assert.Equal((false, "b", 2L), (reader.IsTooLong, reader.Line.ToString(), reader.Number));
        Assert.False(await reader.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task More_text_than_is_allowed_is_refused_however_small_it_was_packed()
    {
        (Stream? text, _) = await LogFile.OpenAsync(new MemoryStream(Packed(new string('a', 3_000_000))), CancellationToken.None);
        using var reader = new LineReader(text!, most: 1024 * 1024);

        InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(() => reader.ReadAsync(CancellationToken.None).AsTask());
        Assert.Equal("holds more than 1 MB of text: send it in parts", refused.Message);
    }

    private static async Task<List<string>> LinesAsync(byte[] bytes)
    {
        (Stream? text, string? refusal) = await LogFile.OpenAsync(new MemoryStream(bytes), CancellationToken.None);
        Assert.Null(refusal);
        using var reader = new LineReader(text!);
        List<string> lines = [];
        while (await reader.ReadAsync(CancellationToken.None))
        {
            lines.Add(reader.Line.ToString());
        }

        return lines;
    }

    internal static byte[] Packed(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }
}
