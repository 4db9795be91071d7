namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>Protocol versions by their number on the wire, so that a newer one is a greater one.</summary>
internal enum TlsVersion : ushort
{
    Ssl3 = 0x0300,
    Tls10 = 0x0301,
    Tls11 = 0x0302,
    Tls12 = 0x0303,
    Tls13 = 0x0304,
}
