using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>Ids of questions, all of them from the system's random source, which is asked for many at once: each call of it costs a microsecond.</summary>
internal static class RandomIds
{
    private const int Stock = 512;

    [ThreadStatic]
    private static byte[]? _octets;

    [ThreadStatic]
    private static int _used;

    public static ushort Next()
    {
        if (_octets is null || _used == _octets.Length)
        {
            _octets ??= new byte[Stock];
            RandomNumberGenerator.Fill(_octets);
            _used = 0;
        }

        _used += sizeof(ushort);
        return BinaryPrimitives.ReadUInt16BigEndian(_octets.AsSpan(_used - sizeof(ushort)));
    }
}
