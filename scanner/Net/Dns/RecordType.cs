using System.Diagnostics.CodeAnalysis;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Record types by their IANA number. Any other number may be asked and decoded too, as raw bytes.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "PTR is the name of the record.")]
[SuppressMessage("Design", "CA1028", Justification = "Sixteen bits on the wire.")]
public enum RecordType : ushort
{
    A = 1,
    NS = 2,
    CNAME = 5,
    SOA = 6,
    PTR = 12,
    MX = 15,
    TXT = 16,
    AAAA = 28,
    SRV = 33,
    DNAME = 39,
    OPT = 41,
    DS = 43,
    RRSIG = 46,
    NSEC = 47,
    DNSKEY = 48,
    NSEC3 = 50,
    NSEC3PARAM = 51,
    TLSA = 52,
    CDS = 59,
    SVCB = 64,
    HTTPS = 65,
    AXFR = 252,
    CAA = 257,
}

/// <summary>What a server says of the question (RFC 1035 section 4.1.1, RFC 6895).</summary>
public enum ResponseCode
{
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NXDomain = 3,
    NotImp = 4,
    Refused = 5,
    NotAuth = 9,
}
