using System.Text;

namespace Analytics.Cdk;

/// <summary>Standard error without the box that jsii draws, in lines that begin with <c>!!</c>, when it does not know the version of Node.</summary>
public sealed class BannerFilter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        if (value is null || !value.StartsWith("!!", StringComparison.Ordinal))
        {
            inner.WriteLine(value);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
