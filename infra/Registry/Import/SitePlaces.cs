using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Reference;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>What both forms of the register derive alike: department, region, time zone, place, and the keys for search and order.</summary>
internal static class SitePlaces
{
    public static Establishment In(this Establishment site, Department? department, Place place)
    {
        site.Department = department?.Code;
        site.Region = department?.Region;
        site.RegionCode = department?.RegionCode;
        site.TimeZone = department?.TimeZone ?? "Europe/Paris";
        if (place is Place.Known { Point: var point })
        {
            (site.Latitude, site.Longitude) = (Math.Round(point.Latitude, 6), Math.Round(point.Longitude, 6));
        }

        site.SearchKey = Folded.Of(site.Name, site.City, site.Finess, site.LegalEntityName, site.LegalEntity);
        site.SortKey = Folded.Of(site.Name);
        return site;
    }
}
