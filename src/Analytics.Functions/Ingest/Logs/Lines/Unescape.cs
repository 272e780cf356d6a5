using System.Buffers;
using System.Globalization;
using System.Text;

namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>Takes a format's escapes off.</summary>
internal static class Unescape
{
    /// <summary>The text as it was before it was written.</summary>
    public static string Text(ReadOnlySpan<char> raw, ValueForm form) => form switch
    {
        ValueForm.Backslash or ValueForm.Json when raw.Contains('\\') => Backslashes(raw, isAddress: false),
        ValueForm.Percent when raw.Contains('%') => Percents(raw.ToString()),
        ValueForm.PercentAddress => raw.ToString().Replace("%25", "%", StringComparison.Ordinal),
        ValueForm.Plus => raw.ToString().Replace('+', ' '),
        _ => raw.ToString(),
    };

    /// <summary>The same of a URL: a byte becomes its percent escape, so that <c>/caf\xC3\xA9</c> and <c>/caf%C3%A9</c> are one page.</summary>
    public static string Address(ReadOnlySpan<char> raw, ValueForm form) => form switch
    {
        ValueForm.Backslash or ValueForm.Json when raw.Contains('\\') => Backslashes(raw, isAddress: true),
        ValueForm.Plus => raw.ToString(),
        _ => Text(raw, form),
    };

    private static string Percents(string text)
    {
        string once = Uri.UnescapeDataString(text);
        return once.Contains("%20", StringComparison.Ordinal) && !once.Contains(' ', StringComparison.Ordinal) ? Uri.UnescapeDataString(once) : once;
    }

    private static string Backslashes(ReadOnlySpan<char> raw, bool isAddress)
    {
        var bytes = new ArrayBufferWriter<byte>(raw.Length + 8);
        for (int i = 0; i < raw.Length;)
        {
            int plain = raw[i..].IndexOf('\\');
            plain = plain < 0 ? raw.Length - i : plain;
            _ = Encoding.UTF8.GetBytes(raw.Slice(i, plain), bytes);
            i += plain;
            if (i < raw.Length)
            {
                i += One(raw[i..], bytes, isAddress);
            }
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    // Writes the escape that the text begins with, and says how long it is. What is none stays as it is.
    private static int One(ReadOnlySpan<char> text, ArrayBufferWriter<byte> bytes, bool isAddress)
    {
        char kind = text.Length > 1 ? text[1] : '\0';
        if (kind == 'x' && text.Length >= 4 && byte.TryParse(text.Slice(2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
        {
            Byte(value, bytes, isAddress);
            return 4;
        }

        if (kind == 'u' && text.Length >= 6 && ushort.TryParse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
        {
            Span<char> pair = [(char)unit, '\0'];
            int length = char.IsHighSurrogate(pair[0]) && text.Length >= 12 && text[6] == '\\' && text[7] == 'u'
                && ushort.TryParse(text.Slice(8, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort low) && char.IsLowSurrogate(pair[1] = (char)low) ? 2 : 1;
            _ = Encoding.UTF8.GetBytes(pair[..length], bytes);
            return 6 * length;
        }

        int control = "bfnrtv".IndexOf(kind, StringComparison.Ordinal);
        byte plain = control >= 0 ? "\b\f\n\r\t\v"u8[control] : kind is '"' or '\\' or '/' ? (byte)kind : (byte)'\\';
        Byte(plain, bytes, isAddress);
        return control >= 0 || kind is '"' or '\\' or '/' ? 2 : 1;
    }

    private static void Byte(byte value, ArrayBufferWriter<byte> bytes, bool isAddress)
    {
        if (isAddress && (value is <= (byte)' ' or >= 0x7f or (byte)'"' or (byte)'\\'))
        {
            Span<byte> escape = bytes.GetSpan(3);
            (escape[0], escape[1], escape[2]) = ((byte)'%', "0123456789ABCDEF"u8[value >> 4], "0123456789ABCDEF"u8[value & 15]);
            bytes.Advance(3);
        }
        else
        {
            bytes.GetSpan(1)[0] = value;
            bytes.Advance(1);
        }
    }
}
