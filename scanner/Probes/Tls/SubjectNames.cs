using System.Formats.Asn1;
using System.Net;
using System.Text;

namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>The subject alternative names of a certificate, those two kinds that a service can be asked by.</summary>
internal sealed record SubjectNames(IReadOnlyList<string> Dns, IReadOnlyList<IPAddress> Addresses)
{
    private const int Most = 500;

    /// <summary>Entries that cannot be read are left out; a certificate without the extension has no names.</summary>
    public static SubjectNames Read(byte[]? extension)
    {
        List<string> dns = [];
        List<IPAddress> addresses = [];
        try
        {
            var names = extension is null ? null : new AsnReader(extension, AsnEncodingRules.BER).ReadSequence();
            while (names is { HasData: true } && dns.Count + addresses.Count < Most)
            {
                Add(names, dns, addresses);
            }
        }
        catch (AsnContentException)
        {
            return new(dns, addresses);
        }

        return new(dns, addresses);
    }

    /// <summary>
    /// RFC 9525: DNS entries for a name, iPAddress entries octet for octet for an address, never the subject. A wildcard is the whole
    /// left-most label and stands for exactly one.
    /// </summary>
    public bool Match(string? name, IPAddress address)
    {
        if (name is null)
        {
            var asked = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            return Addresses.Any(entry => entry.GetAddressBytes().AsSpan().SequenceEqual(asked.GetAddressBytes()));
        }

        return Dns.Any(entry => Covers(entry.TrimEnd('.'), name.TrimEnd('.')));
    }

    private static bool Covers(string entry, string name)
    {
        if (!entry.StartsWith("*.", StringComparison.Ordinal))
        {
            return entry.Equals(name, StringComparison.OrdinalIgnoreCase);
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && name[dot..].Equals(entry[1..], StringComparison.OrdinalIgnoreCase);
    }

    private static void Add(AsnReader names, List<string> dns, List<IPAddress> addresses)
    {
        var tag = names.PeekTag();
        var octets = names.PeekContentBytes().Span;
        names.ReadEncodedValue();
        if (tag is { TagClass: TagClass.ContextSpecific, TagValue: 2 })
        {
            dns.Add(ForeignText.Of(Encoding.Latin1.GetString(octets), 255));
        }
        else if (tag is { TagClass: TagClass.ContextSpecific, TagValue: 7 } && octets.Length is 4 or 16)
        {
            addresses.Add(new IPAddress(octets));
        }
    }
}
