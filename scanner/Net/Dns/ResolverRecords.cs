using System.Text;
using DnsClient.Protocol;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>DnsClient's records in our own words.</summary>
internal static class ResolverRecords
{
    public static DnsRecord Of(DnsResourceRecord record)
    {
        var (owner, type, ttl) = (
            ResolverReply.Text(record.DomainName),
            (RecordType)(int)record.RecordType,
            (uint)record.InitialTimeToLive
        );
        return record switch
        {
            AddressRecord address => new DnsRecord.Address(owner, type, ttl, address.Address),
            NsRecord ns => new DnsRecord.Reference(owner, type, ttl, ResolverReply.Text(ns.NSDName)),
            CNameRecord alias => new DnsRecord.Reference(owner, type, ttl, ResolverReply.Text(alias.CanonicalName)),
            PtrRecord pointer => new DnsRecord.Reference(owner, type, ttl, ResolverReply.Text(pointer.PtrDomainName)),
            MxRecord mx => new DnsRecord.Mx(owner, ttl, mx.Preference, ResolverReply.Text(mx.Exchange)),
            TxtRecord text => new DnsRecord.Txt(owner, ttl, [.. text.EscapedText.Select(Octets)]),
            SoaRecord soa => Soa(owner, ttl, soa),
            SrvRecord srv => new DnsRecord.Srv(owner, ttl, srv.Priority, srv.Weight, srv.Port, ResolverReply.Text(srv.Target)),
            CaaRecord caa => new DnsRecord.Caa(owner, ttl, caa.Flags, caa.Tag.ToLowerInvariant(), caa.Value),
            _ => Security(owner, type, ttl, record),
        };
    }

    private static DnsRecord Security(string owner, RecordType type, uint ttl, DnsResourceRecord record) =>
        record switch
        {
            DsRecord ds => new DnsRecord.Ds(
                owner,
                type,
                ttl,
                (ushort)ds.KeyTag,
                (byte)ds.Algorithm,
                ds.DigestType,
                ds.Digest.ToArray()
            ),
            DnsKeyRecord key => new DnsRecord.DnsKey(
                owner,
                ttl,
                (ushort)key.Flags,
                key.Protocol,
                (byte)key.Algorithm,
                key.PublicKey.ToArray()
            ),
            TlsaRecord tlsa => new DnsRecord.Tlsa(
                owner,
                ttl,
                (byte)tlsa.CertificateUsage,
                (byte)tlsa.Selector,
                (byte)tlsa.MatchingType,
                tlsa.CertificateAssociationData.ToArray()
            ),
            UnknownRecord unknown => new DnsRecord.Raw(owner, type, ttl, unknown.Data.ToArray()),
            _ => new DnsRecord.Raw(owner, type, ttl, ReadOnlyMemory<byte>.Empty),
        };

    private static DnsRecord.Soa Soa(string owner, uint ttl, SoaRecord soa) =>
        new(
            owner,
            ttl,
            ResolverReply.Text(soa.MName),
            ResolverReply.Text(soa.RName),
            soa.Serial,
            soa.Refresh,
            soa.Retry,
            soa.Expire,
            soa.Minimum
        );

    // DnsClient escapes octets outside printable ASCII as \DDD, and quotes and backslashes with a backslash: what is escaped by number is read
    // over the wire client, so such a string is handed on empty
    private static ReadOnlyMemory<byte> Octets(string escaped) =>
        escaped.Contains('\\', StringComparison.Ordinal) ? ReadOnlyMemory<byte>.Empty : Encoding.ASCII.GetBytes(escaped);
}
