using System.Globalization;
using CyberWatch.Rules.Model;

namespace CyberWatch.Infra.Findings.Language;

/// <summary>What stands where a field's name must, and is none.</summary>
internal static class FieldNames
{
    /// <param name="name">Before the colon.</param>
    /// <param name="all">The whole word with colon and value: perhaps an address, or one with its port.</param>
    public static LocalizedText NoneOf(string name, string all)
    {
        if (QueryValue.Address.Read(all) is not null)
            return QueryFaults.BareAddress(all);
        return
            QueryValue.Address.Read(name) is not null
            && ushort.TryParse(all.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? QueryFaults.AddressAndPort(name, port)
            : Unknown(name);
    }

    /// <summary>A comparison with what is no field: &lt; and &gt; are never letters, = only where no field is near.</summary>
    public static LocalizedText? MeantBefore(string name, char sign) =>
        sign == '=' && QueryFields.Near(name) is null ? null : Unknown(name);

    private static LocalizedText Unknown(string name) => QueryFaults.UnknownField(PrintableText.Of(name), QueryFields.Near(name));
}
