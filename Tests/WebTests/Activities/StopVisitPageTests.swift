import Library
import SQLiteStore
import Testing
import Web

@Suite struct StopVisitPageTests {
    @Test func `visits noted at a stop are put right with a reason, and stand in the month of the point`() async throws
    {
        let staffed = try await StaffedSite()
        let trips = staffed.site.store.circulating.rotation.trips
        let (point, corner, today) = (staffed.here.point, staffed.here.corner, Day(StaffedSite.now))
        let trip = try await trips.plan(
            TripFacts(kind: .mobile, from: point, plannedOn: today), act: StaffedSite.act)
        try await trips.edit(.addStop(corner, on: today), of: trip, act: StaffedSite.act)
        try await trips.depart(trip, TripMinimums(mobile: 0), act: StaffedSite.act)
        let page = "/quan-tri/chuyen/\(trip)"
        let edit = [("lam", "visits"), ("chang", "1")]

        let waiting = try await staffed.get("/quan-tri/diem/\(point)/luot-den", as: .librarian)
        let noted = try await staffed.post(page + "/sua", as: .librarian, edit + [("luot", "45")])
        let silent = try await staffed.post(page + "/sua", as: .librarian, edit + [("luot", "1520")])
        let right = try await staffed.post(
            page + "/sua", as: .librarian, edit + [("luot", "1520"), ("ly-do", "Đếm sót <lớp>")])
        let shown = try await staffed.get(page, as: .librarian)
        let month = try await staffed.get("/quan-tri/diem/\(point)/luot-den", as: .librarian)
        let history = try await staffed.get(
            "\(SiteURL.figures(.history(point, .visit, Month(of: today))))", as: .librarian)

        #expect(waiting.text.contains("chưa ghi") && noted.status == 303 && right.status == 303)
        #expect(silent.status == 422 && silent.text.contains("cần ghi lý do sửa"))
        #expect(shown.text.contains("trước ghi 45: ") && shown.text.contains("Đếm sót &lt;lớp&gt;"))
        for answer in [month, history] {
            #expect(answer.text.contains("Lượt đến ở các điểm dừng") && answer.text.contains("href=\"\(page)\""))
            #expect(answer.text.contains("1.520"))
        }
        #expect(month.text.contains("Trong đó 1.520 lượt ở các điểm dừng"))
    }
}
